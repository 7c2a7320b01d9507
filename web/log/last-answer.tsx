import type { DeliverySummary } from '../api/views.ts'
import { causeInWords } from '../shared/cause.ts'
import { useText } from '../text/use-text.ts'

/** What came of the last attempt, as short as it can be said; in words on hovering. */
export function LastAnswer({ delivery }: { delivery: DeliverySummary }) {
  const { log: text, causes } = useText()
  const { lastAttempt: last, status } = delivery
  if (last === undefined) return status === 'skipped' ? text.wasDisabled : text.notTried
  if (last.because === undefined || last.status !== undefined) return <>HTTP {last.status}</>
  return <span title={causeInWords(last.because, causes)}>{last.because}</span>
}
