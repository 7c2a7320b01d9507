import { Webhook } from 'standardwebhooks'

/** The input of a verifier. */
type Signed = { headers: Readonly<Record<string, string>>; body: string | Buffer }

type Verifier = { verify: (payload: string | Buffer, headers: Record<string, string>) => unknown }

/** Third-party verifiers that receivers use; svix's package uses the same one. */
const verifiers: Readonly<Record<string, new (secret: string) => Verifier>> = {
  standardwebhooks: Webhook,
}

/** The verifiers that accept a request with a secret; they read the clock. */
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
