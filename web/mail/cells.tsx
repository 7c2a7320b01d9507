import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

import type { MailView } from '../api/views.ts'
import { href, paths } from '../common/paths.ts'
import { formatShortDateTime } from '../shared/format.ts'
import { ProductLink } from '../shared/product-link.tsx'
import { StatusLabel } from '../shared/status-label.tsx'
import { Timestamp } from '../shared/timestamp.tsx'
import { WebhookLink } from '../shared/webhook-link.tsx'
import { useText } from '../text/use-text.ts'

type Props = { mail: MailView }

export function Time({ mail: { at } }: Props) {
  return (
    <>
      <Timestamp at={at} />
      <Box variant="small" display="block">
        {formatShortDateTime(at)}
      </Box>
    </>
  )
}

export function Subject({ mail: { id, subject } }: Props) {
  return (
    <Link href={href(paths.oneMail(id))}>
      <span className="unspaced">{subject}</span>
    </Link>
  )
}

export function To({ mail: { to } }: Props) {
  return <span className="unspaced">{to}</span>
}

/** The webhook, or the product and its integration event. */
export function About({ mail: { webhook, product, integrationEvent } }: Props) {
  const { mail: text } = useText()
  if (webhook !== undefined) return <WebhookLink id={webhook} />
  return (
    <SpaceBetween size="xs">
      {product !== undefined && <ProductLink id={product} />}
      {integrationEvent !== undefined && (
        <Link href={href(paths.integrationEvent(integrationEvent))}>{text.integrationEvent}</Link>
      )}
    </SpaceBetween>
  )
}

const types: Readonly<Record<MailView['status'], StatusIndicatorProps.Type>> = {
  sending: 'in-progress',
  sent: 'success',
  stored: 'info',
  refused: 'error',
  failed: 'error',
  unknown: 'warning',
  suppressed: 'stopped',
  limited: 'stopped',
  bounced: 'error',
  complained: 'warning',
}

export function MailStatus({ mail: { status } }: Props) {
  const { mail: text } = useText()
  return <StatusLabel type={types[status]}>{text.statuses[status]}</StatusLabel>
}

/** The status; without a mail server, how to set one. */
export function StatusWithHint({ mail }: Props) {
  const { mail: text } = useText()
  return (
    <>
      <MailStatus mail={mail} />
      {mail.status === 'stored' && (
        <Box variant="small" display="block">
          <span className="unspaced">{text.setServer}</span>
        </Box>
      )}
    </>
  )
}
