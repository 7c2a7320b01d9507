import type { DeliverySummary } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { useNow } from './clock.ts'
import { inFull, timeLeft } from './format.ts'
import { useHeldBack } from './waiting-reason.ts'

type Props = { delivery: Pick<DeliverySummary, 'webhook' | 'nextAttemptAt'> }

/** So long after it was due, something holds it back. */
const lateMs = 15_000

/** How long it is until the next try, to the second; or what holds it back, though it is due. */
export function NextTry({ delivery: { webhook, nextAttemptAt: at } }: Props) {
  if (at === undefined) return '–'
  return <Until at={at} webhook={webhook} />
}

function Until({ at, webhook }: { at: string; webhook: string }) {
  const { nextTry: text } = useText()
  const leftMs = Date.parse(at) - useNow()
  if (leftMs < -lateMs) return <HeldBack webhook={webhook} />
  return (
    <time dateTime={at} title={inFull(at)}>
      {leftMs > 0 ? text.left(timeLeft(Math.ceil(leftMs / 1000))) : text.over}
    </time>
  )
}

function HeldBack({ webhook }: { webhook: string }) {
  const { short, reason } = useHeldBack(webhook)
  return <span title={reason}>{short}</span>
}

/** Whether a delivery is due, and not sent for some time. */
export function useIsLate({
  status,
  nextAttemptAt: at,
}: Pick<DeliverySummary, 'status' | 'nextAttemptAt'>) {
  const now = useNow()
  return status === 'pending' && at !== undefined && now - Date.parse(at) > lateMs
}
