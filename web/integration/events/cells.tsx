import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import type { ReactNode } from 'react'

import type { IntegrationEventSummary } from '../../api/integration-views.ts'
import { useMe } from '../../api/me.ts'
import { href, paths } from '../../common/paths.ts'
import { useText } from '../../text/use-text.ts'
import { EventStatus } from '../event-status.tsx'
import { useAge } from '../use-age.ts'

type Props = { event: IntegrationEventSummary }

/** The status, and the age of a pending event. */
export function StatusCell({ event: { status, createdAt } }: Props): ReactNode {
  return (
    <>
      <EventStatus status={status} />
      {status === 'pending' && (
        <Box variant="small" display="block">
          <Age since={createdAt} />
        </Box>
      )}
    </>
  )
}

function Age({ since }: { since: string }) {
  const { integrationEvents } = useText()
  return integrationEvents.pendingFor(useAge(since))
}

/** The type and the token, as a link to the event. */
export function EventLink({ event: { type, token, flag } }: Props) {
  const { integrationEvents: text } = useText()
  return (
    <>
      <Link href={href(paths.integrationEvent(token))}>{text.types[type]}</Link>{' '}
      {flag && <Badge>{text.flags[flag]}</Badge>}
      <Box variant="small" display="block">
        <span className="verbatim">{token}</span>
      </Box>
    </>
  )
}

/** The code and the message of a failed event. */
export function ErrorCell({ event: { status, result } }: Props) {
  if (status !== 'failed' || result === undefined) return '–'
  return (
    <span className="unspaced">
      {result.errorCode}
      {result.message !== undefined && (
        <Box variant="small" display="block">
          {result.message}
        </Box>
      )}
    </span>
  )
}

/** The same in every row. */
export function Marketplace() {
  return useMe().data?.marketplace ?? ''
}
