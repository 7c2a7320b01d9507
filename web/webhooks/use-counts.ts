import type { StatsView } from '../api/views.ts'
import { formatCount } from '../shared/format.ts'
import { useText } from '../text/use-text.ts'

const statuses = ['successful', 'pending', 'failed', 'skipped', 'dropped'] as const

/** `21 delivered, 27 waiting`; empty if there are no deliveries. */
export function useCounts(totals: StatsView['totals']): string {
  const { webhooks } = useText()
  return statuses
    .filter((status) => totals[status] > 0)
    .map((status) => webhooks.counted(formatCount(totals[status]), webhooks.counts[status]))
    .join(', ')
}
