import Link from '@cloudscape-design/components/link'

import { nameOf, useNamedWebhook } from '../api/webhook-names.ts'
import { href, places } from '../common/paths.ts'
import { useText } from '../text/use-text.ts'

/** So much of an id tells it from others. */
const idLength = 8

/** The webhook by its name; once it was removed, by the URL that is still known, or its id. */
export function WebhookLink({ id, url }: { id: string; url?: string | undefined }) {
  const { log: text } = useText()
  const { webhook, isRemoved } = useNamedWebhook(id)
  const known = url === undefined ? id.slice(0, idLength) : nameOf({ description: '', url })
  if (isRemoved) {
    return (
      <span className="unspaced" title={url ?? id}>
        {text.removedWebhook(known)}
      </span>
    )
  }
  return (
    <Link href={href(places.webhook(id))}>
      <span className="unspaced">{webhook === undefined ? known : nameOf(webhook)}</span>
    </Link>
  )
}
