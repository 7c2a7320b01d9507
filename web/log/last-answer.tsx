import Box from '@cloudscape-design/components/box'

import type { DeliverySummary } from '../api/views.ts'
import { becauseOf, causeInShort, causeInWords } from '../shared/cause.ts'
import { useText } from '../text/use-text.ts'

/** What came of the last attempt, as short as it can be said; in words on hovering. */
export function LastAnswer({ delivery }: { delivery: DeliverySummary }) {
  const { log: text, causes } = useText()
  const { lastAttempt: last, status, attemptCount } = delivery
  if (last === undefined) return status === 'skipped' ? text.wasDisabled : text.notTried

  const because = becauseOf(last)
  const { status: answered } = last
  const title = because === undefined ? undefined : causeInWords(because, causes)
  return (
    <span className="unspaced" title={title}>
      {answered === undefined ? because && causeInShort(because) : `HTTP ${answered}`}
      {attemptCount > 1 && (
        <>
          {' '}
          <Box variant="small">({text.attempts(attemptCount)})</Box>
        </>
      )}
    </span>
  )
}
