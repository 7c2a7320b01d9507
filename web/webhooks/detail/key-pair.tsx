import { useChangeClientKey } from '../../api/key-pair.ts'
import { useCan } from '../../api/me.ts'
import type { WebhookView } from '../../api/views.ts'
import { ClientKeys } from '../../shared/key-pairs.tsx'

/** The key pairs with which the webhook's client authenticates, if it does so with one. */
export function ClientKey({ webhook }: { webhook: WebhookView }) {
  const can = useCan()
  const change = useChangeClientKey(webhook)
  const { authentication } = webhook
  if (!('clientKey' in authentication)) return null
  return <ClientKeys authentication={authentication} canChange={can.change} change={change} />
}
