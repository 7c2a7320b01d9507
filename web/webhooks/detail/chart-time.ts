import type { StatsRange } from '../../api/views.ts'
import { locale } from '../../text/locale.ts'

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' })

/** Times for short ranges, days for long ones. */
export function tickFormatter(range: StatsRange): (at: Date) => string {
  const format = range === 'hour' || range === 'day' ? clock : day
  return (at) => format.format(at)
}
