/**
 * Loaded into the emulated functions: Cognito's keys have an address on AWS, which the emulator
 * serves at its own.
 */
const { fetch, process } = globalThis
const cognito = /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com(?=\/)/

globalThis.fetch = (input, options) =>
  fetch(
    typeof input === 'string' ? input.replace(cognito, process.env.AWS_ENDPOINT_URL) : input,
    options,
  )
