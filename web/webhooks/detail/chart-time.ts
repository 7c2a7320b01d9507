import type { StatsRange } from '../../api/views.ts'
import { locale } from '../../text/locale.ts'

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' })

/** What stands under a chart: the time of a short range, the day of a long one. */
export function tickOf(range: StatsRange): (at: Date) => string {
  const format = range === 'hour' || range === 'day' ? clock : day
  return (at) => format.format(at)
}
