/** Words in the names of secrets, and shorter ones that only count as a whole. */
const words =
  /secret|passw|pwd|passphrase|passcode|credential|creds|token|signature|session|auth[_-]?code|bearer|hmac|jwt/i
const wholeWords = /(^|[^a-z])(otp|sas|sid)([^a-z]|$)/i

/** Whether a header or a parameter of this name has a secret. */
export function isSecretName(name: string): boolean {
  return words.test(name) || wholeWords.test(name)
}
