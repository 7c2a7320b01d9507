import type { FieldError } from '../values/validation-errors.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import { openSigningSecrets, type SigningContext } from '../webhooks/signing-secrets.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'

type Chosen = { signingSecret?: string | undefined; signingSecretFrom?: string | undefined }

export type ChosenSecretPorts = Pick<WebhookStore, 'findWebhook'> & {
  /** A new secret, whsec_ and base64 of random bytes. */
  newSigningSecret: () => string
  /** Opens signing secrets only; a webhook's credentials stay sealed. */
  openSecrets: (sealed: string, context: SigningContext) => Promise<string>
  now: () => Date
}

/** The signing secret that was given, the newest of another webhook, or a random one. */
export async function chosenSecret(
  { signingSecret, signingSecretFrom }: Chosen,
  { marketplace }: Pick<EndpointKey, 'marketplace'>,
  ports: ChosenSecretPorts,
): Promise<string | FieldError> {
  if (signingSecretFrom === undefined) return signingSecret ?? ports.newSigningSecret()

  const path = 'signingSecretFrom'
  if (signingSecret !== undefined) return { path, message: 'cannot be given with signingSecret' }
  const other = await ports.findWebhook(marketplace, signingSecretFrom)
  const [newest] =
    other === undefined ? [] : await openSigningSecrets(other, ports.now(), ports.openSecrets)
  return newest?.secret ?? { path, message: 'is the id of no webhook of this marketplace' }
}
