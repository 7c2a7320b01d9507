import Link from '@cloudscape-design/components/link'

import type { WebhookView } from '../../api/views.ts'
import { href, places } from '../../app/places.ts'

/** The way to the webhook. Beside it a click edits the cell, on it it must not. */
export function UrlCell({ webhook: { id, url } }: { webhook: WebhookView }) {
  return (
    <span className="above-cell" onClick={(event) => event.stopPropagation()}>
      <Link href={href(places.webhook(id))}>{url}</Link>
    </span>
  )
}
