/** The header that the marketplace documents for a webhook's token. */
const defaultTokenHeader = 'x-appdirect-webhook-token'

/** The header that carries the token, such as `Authorization: Bearer <token>`. */
export function tokenHeader(
  { header = defaultTokenHeader, prefix }: { header?: string; prefix?: string },
  token: string,
): Record<string, string> {
  return { [header]: prefix === undefined ? token : `${prefix} ${token}` }
}
