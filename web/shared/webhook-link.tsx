import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'

import {
  type Named,
  shortWebhookName,
  shortWebhookUrl,
  useNamedWebhook,
} from '../api/webhook-names.ts'
import { href, paths } from '../common/paths.ts'
import { useText } from '../text/use-text.ts'
import { Breakable } from './breakable.tsx'

/** Enough to tell ids apart. */
const idLength = 8

type Props = {
  id: string
  /** The name of a deleted webhook. */
  lastKnown?: Named | undefined
}

/** Links to a webhook by its name, with its URL below. A deleted webhook has no link. */
export function WebhookLink({ id, lastKnown }: Props) {
  const { log: text } = useText()
  const { webhook, isDeleted } = useNamedWebhook(id)
  const named = webhook ?? lastKnown
  const name = named === undefined ? id.slice(0, idLength) : shortWebhookName(named)
  const url = named && shortWebhookUrl(named)
  return (
    <span className="unspaced" title={named?.url ?? id}>
      {isDeleted ? (
        text.deletedWebhook(name)
      ) : (
        <Link href={href(paths.webhook(id))}>
          <Breakable text={name} />
        </Link>
      )}
      {url !== undefined && (
        <Box variant="small" display="block">
          <Breakable text={url} />
        </Box>
      )}
    </span>
  )
}
