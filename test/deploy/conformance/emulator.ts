/**
 * The emulator that runs at AWS_ENDPOINT_URL; the environment has AWS_REGION and dummy credentials
 * too.
 */
export const emulator = process.env['POSTRIDER_EMULATOR'] ?? 'MiniStack'
