import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useLocation } from 'react-router'

import { useNames } from '../api/resources.ts'
import type { DeliverySummary } from '../api/views.ts'
import { href, paths } from '../common/paths.ts'
import { DeliveryStatus } from '../shared/delivery-status.tsx'
import { NextAttempt } from '../shared/next-attempt.tsx'
import { useText } from '../text/use-text.ts'

type Props = { delivery: DeliverySummary }

/** `Subscription added`. */
export function useEventTitle() {
  const { log } = useText()
  const names = useNames()
  return ({ event }: Pick<DeliverySummary, 'event'>) =>
    log.eventTitle(names.resource(event.resource.type), names.action(event.resourceAction))
}

/** The status, and what a pending delivery waits for. */
export function StatusCell({ delivery }: Props) {
  const { status, nextAttemptAt, waitsFor } = delivery
  const isWaiting = nextAttemptAt !== undefined || waitsFor !== undefined
  return (
    <>
      <DeliveryStatus status={status} />
      {status === 'pending' && isWaiting && (
        <Box variant="small" display="block">
          <NextAttempt delivery={delivery} />
        </Box>
      )}
    </>
  )
}

/** The event and its resource, as a link to the delivery. */
export function EventLink({ delivery }: Props) {
  const { log } = useText()
  const eventTitle = useEventTitle()
  const { pathname, search } = useLocation()
  const filters = pathname === paths.log ? search : '' // of the list to go back to
  return (
    <>
      <SpaceBetween direction="horizontal" size="xxs">
        <Link href={`${href(paths.delivery(delivery.id))}${filters}`}>{eventTitle(delivery)}</Link>
        {delivery.isTest === true && <Badge>{log.test}</Badge>}
      </SpaceBetween>
      <Box variant="small" display="block">
        <span className="unspaced">{delivery.event.resource.uuid}</span>
      </Box>
    </>
  )
}
