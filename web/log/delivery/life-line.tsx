import Box from '@cloudscape-design/components/box'

import type { DeliveryDetail } from '../../api/views.ts'
import { useNow } from '../../shared/clock.ts'
import { formatSoon } from '../../shared/format.ts'
import { useText } from '../../text/use-text.ts'

/** Which attempt of a waiting delivery is next, and until when it is tried. */
export function LifeLine({ delivery }: { delivery: DeliveryDetail }) {
  const { deliveryPage: text } = useText()
  const now = useNow()
  const { attemptCount, attemptLimit, nextAttemptAt, givesUpAt } = delivery
  if (attemptLimit === undefined || nextAttemptAt === undefined || givesUpAt === undefined) {
    return null
  }
  const number = attemptCount + 1
  const next = formatSoon(nextAttemptAt, now)
  return (
    <Box>
      {number < attemptLimit
        ? text.lifeLine(number, attemptLimit, { next, end: formatSoon(givesUpAt, now) })
        : text.lastAttempt(number, next)}
    </Box>
  )
}
