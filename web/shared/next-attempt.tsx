import Link from '@cloudscape-design/components/link'

import type { DeliverySummary } from '../api/views.ts'
import { href, paths } from '../common/paths.ts'
import { useText } from '../text/use-text.ts'
import { useNow } from './clock.ts'
import { formatSoon, formatCountdown, formatDateTime } from './format.ts'
import { useWaitingReason } from './waiting-reason.ts'

type Props = {
  delivery: Pick<DeliverySummary, 'webhook' | 'nextAttemptAt' | 'heldBack' | 'waitsFor'>
}

/** An attempt that is not made this long after it was due is overdue. */
const overdueMs = 15_000

/**
 * A countdown to the next attempt, or the earlier delivery that comes first; when the attempt is
 * overdue, the reason for waiting.
 */
export function NextAttempt({ delivery }: Props) {
  const { webhook, nextAttemptAt: at, heldBack, waitsFor } = delivery
  const { nextAttempt: text } = useText()
  const now = useNow()
  if (waitsFor !== undefined) {
    return (
      <Link fontSize="inherit" href={href(paths.delivery(waitsFor))}>
        {text.waitsForEarlier}
      </Link>
    )
  }
  if (at === undefined) return '–'
  if (heldBack !== undefined) {
    return (
      <time dateTime={at} title={text.heldBackReasons[heldBack.reason]}>
        {text.heldBack(formatSoon(at, now))}
      </time>
    )
  }
  return <Countdown at={at} webhook={webhook} />
}

function Countdown({ at, webhook }: { at: string; webhook: string }) {
  const { nextAttempt: text } = useText()
  const leftMs = Date.parse(at) - useNow()
  if (leftMs < -overdueMs) return <Waiting webhook={webhook} />
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {leftMs > 0 ? text.countdown(formatCountdown(Math.ceil(leftMs / 1000))) : text.due}
    </time>
  )
}

function Waiting({ webhook }: { webhook: string }) {
  const { label, reason } = useWaitingReason(webhook)
  return <span title={reason}>{label}</span>
}

/** Whether the delivery waits for something else than its time. */
export function useIsHeldBack({
  status,
  nextAttemptAt: at,
  heldBack,
}: Pick<DeliverySummary, 'status' | 'nextAttemptAt' | 'heldBack'>) {
  const now = useNow()
  if (status !== 'pending' || at === undefined) return false
  return heldBack !== undefined || now - Date.parse(at) > overdueMs
}
