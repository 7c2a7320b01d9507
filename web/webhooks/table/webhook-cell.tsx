import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'

import './webhooks-table.css'

import type { WebhookView } from '../../api/views.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { href, paths } from '../../common/paths.ts'
import { truncate } from '../../common/truncate.ts'

/** A longer name could make a row taller than the screen. */
const maxLength = 120

/** The webhook's name as a link, with its URL below. Clicking the link does not edit the cell. */
export function WebhookCell({ webhook }: { webhook: WebhookView }) {
  const { id, url } = webhook
  const name = webhookName(webhook)
  return (
    <div className="unspaced">
      <span className="above-cell" title={name} onClick={(event) => event.stopPropagation()}>
        <Link href={href(paths.webhook(id))}>{truncate(name, maxLength)}</Link>
      </span>
      {name !== url && (
        <Box variant="small" display="block">
          <span className="webhook-url" title={url}>
            {url}
          </span>
        </Box>
      )}
    </div>
  )
}
