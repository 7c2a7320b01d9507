import Link from '@cloudscape-design/components/link'

import './webhook-link.css'

import { nameOf, useAllWebhooks } from '../api/webhook-names.ts'
import { href, places } from '../app/places.ts'
import { useText } from '../text/use-text.ts'

/** The webhook by its name; by its id when it was removed. */
export function WebhookLink({ id }: { id: string }) {
  const { log: text } = useText()
  const all = useAllWebhooks()
  const found = all.data?.find((one) => one.id === id)
  if (found !== undefined) {
    return (
      <Link href={href(places.webhook(id))}>
        <span className="webhook-name">{nameOf(found)}</span>
      </Link>
    )
  }
  return all.data === undefined ? (
    <Link href={href(places.webhook(id))}>{id.slice(0, 8)}</Link>
  ) : (
    <span title={id}>{text.removedWebhook(id.slice(0, 8))}</span>
  )
}
