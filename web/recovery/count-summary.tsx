import Box from '@cloudscape-design/components/box'

import type { RecoveryCount } from '../api/views.ts'
import { formatCount, formatShortDateTime } from '../shared/format.ts'
import { useText } from '../text/use-text.ts'

/** The count, before the user confirms. */
export function CountSummary({ count }: { count: RecoveryCount }) {
  const { recover: text } = useText()
  if (count.total === 0) return <Box>{text.nothing}</Box>
  const parts = (['failed', 'skipped'] as const).flatMap((status) => {
    const total = count.counts[status]
    return total === undefined ? [] : [`${text.statuses[status]}: ${formatCount(total)}`]
  })
  return (
    <div>
      <Box variant="h3">{text.counted(formatCount(count.total))}</Box>
      <Box color="text-body-secondary">
        {text.parts(parts)} ·{' '}
        {text.period(formatShortDateTime(count.from), formatShortDateTime(count.to))}
      </Box>
    </div>
  )
}
