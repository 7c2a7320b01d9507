import Box from '@cloudscape-design/components/box'

import type { RecoveryCount } from '../api/views.ts'
import { inDigits, inShort } from '../shared/format.ts'
import { useText } from '../text/use-text.ts'

/** What there is to send again, before it is. */
export function Counted({ count }: { count: RecoveryCount }) {
  const { recover: text } = useText()
  if (count.total === 0) return <Box>{text.nothing}</Box>
  const parts = (['failed', 'skipped'] as const).flatMap((status) => {
    const many = count.counts[status]
    return many === undefined ? [] : [`${text.statuses[status]}: ${inDigits(many)}`]
  })
  return (
    <div>
      <Box variant="h3">{text.counted(inDigits(count.total))}</Box>
      <Box color="text-body-secondary">
        {text.parts(parts)} · {text.span(inShort(count.from), inShort(count.to))}
      </Box>
    </div>
  )
}
