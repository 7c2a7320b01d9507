import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'

import './webhooks-table.css'

import type { WebhookView } from '../../api/views.ts'
import { href, places } from '../../common/paths.ts'
import { briefly } from '../../common/truncate.ts'

/** What is longer would make a row higher than the screen. */
const mostShown = 120

/** The way to the webhook, and what it is for. Beside the link a click edits the cell, on it it must not. */
export function UrlCell({ webhook: { id, url, description } }: { webhook: WebhookView }) {
  return (
    <div className="unspaced">
      <span className="above-cell" title={url} onClick={(event) => event.stopPropagation()}>
        <Link href={href(places.webhook(id))}>{briefly(url, mostShown)}</Link>
      </span>
      {description !== '' && (
        <Box variant="small" display="block">
          <span className="webhook-description" title={description}>
            {description}
          </span>
        </Box>
      )}
    </div>
  )
}
