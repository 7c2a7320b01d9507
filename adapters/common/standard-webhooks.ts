import { Webhook } from 'standardwebhooks'

type Signed = { headers: Readonly<Record<string, string | undefined>>; body: string }

/** Whether one of the secrets signed the request, not more than five minutes ago. */
export function isSigned({ headers, body }: Signed, secrets: readonly string[]): boolean {
  const given = Object.fromEntries(
    Object.entries(headers).map(([name, value = '']) => [name, value]),
  )
  return secrets.some((secret) => {
    try {
      new Webhook(secret).verify(body, given)
      return true
    } catch {
      return false
    }
  })
}
