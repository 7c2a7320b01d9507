import Box from '@cloudscape-design/components/box'

import type { DeliverySummary } from '../api/views.ts'
import { becauseOf, causeInShort, causeInWords } from '../shared/reason.ts'
import { useText } from '../text/use-text.ts'

/** What came of the last attempt, as short as it can be said; in words on hovering. */
export function LastAnswer({ delivery }: { delivery: DeliverySummary }) {
  const { log: text, causes } = useText()
  const { lastAttempt: last, status, attemptCount } = delivery
  if (last === undefined) return status === 'skipped' ? text.wasDisabled : text.notTried

  const reason = becauseOf(last)
  const { status: answered } = last
  const title = reason === undefined ? undefined : causeInWords(reason, causes)
  return (
    <span className="unspaced" title={title}>
      {answered === undefined ? reason && causeInShort(reason) : `HTTP ${answered}`}
      {attemptCount > 1 && (
        <>
          {' '}
          <Box variant="small">({text.attempts(attemptCount)})</Box>
        </>
      )}
    </span>
  )
}
