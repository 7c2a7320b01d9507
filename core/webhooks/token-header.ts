/** The header that the marketplace documents for a webhook's token. */
const defaultTokenHeader = 'x-appdirect-webhook-token'

/** The header that carries the token, such as `Authorization: Bearer <token>`. */
export function tokenHeader(
  { header = defaultTokenHeader, prefix }: { header?: string; prefix?: string },
  token: string,
): Record<string, string> {
  return { [header]: prefix === undefined ? token : `${prefix} ${token}` }
}

/** The name of the header that carries the credentials; undefined if there is none. */
export function credentialsHeader(
  authentication: { type: 'NONE' } | { type: 'TOKEN'; header?: string } | { type: string },
): string | undefined {
  if (authentication.type === 'NONE') return undefined
  if (authentication.type !== 'TOKEN') return 'authorization'
  return ('header' in authentication && authentication.header) || defaultTokenHeader
}
