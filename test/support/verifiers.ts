import { Webhook } from 'standardwebhooks'

/** What a verifier looks at. */
type Signed = { headers: Readonly<Record<string, string>>; body: string | Buffer }

type Verifier = { verify: (payload: string | Buffer, headers: Record<string, string>) => unknown }

/** What receivers verify with, by others; svix's package calls the same one. */
const verifiers: Readonly<Record<string, new (secret: string) => Verifier>> = {
  standardwebhooks: Webhook,
}

/** The verifiers that accept a request under a secret; they look at the clock. */
export function acceptedBy({ headers, body }: Signed, secret: string): string[] {
  return Object.entries(verifiers).flatMap(([name, Verifier]) => {
    try {
      new Verifier(secret).verify(body, { ...headers })
      return [name]
    } catch {
      return []
    }
  })
}

export const everyVerifier = Object.keys(verifiers)
