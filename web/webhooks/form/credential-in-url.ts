/** Names of parameters that carry what nobody else should know. */
const credentials =
  /^(auth|code|key|sig)$|api[-_]?key|authorization|credential|pass(wd|word)|secret|signature|token/i

/** Whether a URL's query seems to have a credential, which everybody who sees the URL would see. */
export function hasCredential(url: string): boolean {
  if (!URL.canParse(url)) return false
  return [...new URL(url).searchParams.keys()].some((name) => credentials.test(name))
}
