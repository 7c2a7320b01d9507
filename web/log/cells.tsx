import Badge from '@cloudscape-design/components/badge'
import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useNames } from '../api/resources.ts'
import type { DeliverySummary } from '../api/views.ts'
import { href, places } from '../common/paths.ts'
import { DeliveryStatus } from '../shared/delivery-status.tsx'
import { NextTry } from '../shared/next-attempt.tsx'
import { useText } from '../text/use-text.ts'

type Props = { delivery: DeliverySummary }

/** `Subscription added`. */
export function useWhatHappened() {
  const { log } = useText()
  const names = useNames()
  return ({ event }: Pick<DeliverySummary, 'event'>) =>
    log.happened(names.resource(event.resource.type), names.action(event.resourceAction))
}

/** How it stands, and while it waits, when it goes on. */
export function StatusNow({ delivery }: Props) {
  const { status, nextAttemptAt } = delivery
  return (
    <>
      <DeliveryStatus status={status} />
      {status === 'pending' && nextAttemptAt !== undefined && (
        <Box variant="small" display="block">
          <NextTry delivery={delivery} />
        </Box>
      )}
    </>
  )
}

/** What happened, as the way to the delivery. */
export function EventLink({ delivery }: Props) {
  const { log } = useText()
  const whatHappened = useWhatHappened()
  return (
    <SpaceBetween direction="horizontal" size="xxs">
      <Link href={href(places.delivery(delivery.id))}>{whatHappened(delivery)}</Link>
      {delivery.isTest === true && <Badge>{log.test}</Badge>}
    </SpaceBetween>
  )
}
