import { locale } from '../text/locale.ts'

const dateTime = new Intl.DateTimeFormat(locale, {
  dateStyle: 'medium',
  timeStyle: 'long', // with the time zone
})
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
const shortDateTime = new Intl.DateTimeFormat(locale, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
const dayAndClock = new Intl.DateTimeFormat(locale, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})
const weekdayAndTime = new Intl.DateTimeFormat(locale, {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const shortRelative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
/** 9,999 of 10,000 are not 100 %. */
const maxBelowAll = 0.999

const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
const number = new Intl.NumberFormat(locale)

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]

/** `22 Nov 2026, 07:30:01 UTC`. */
export function formatDateTime(at: string | number): string {
  return dateTime.format(new Date(at))
}

/** `22 Nov 2026`. */
export function formatDate(at: string | number): string {
  return date.format(new Date(at))
}

/** `22 Nov, 07:30`. */
export function formatShortDateTime(at: string | number): string {
  return shortDateTime.format(new Date(at))
}

/** `19:09:03`; on another day than now, `24 Nov, 19:09:03`. */
export function formatClock(at: string | number, now: number): string {
  return (isSameDay(at, now) ? clock : dayAndClock).format(new Date(at))
}

/** `19:09`; on another day than now, `Fri 14:00`, and after a week `4 Dec, 14:00`. */
export function formatSoon(at: string | number, now: number): string {
  if (isSameDay(at, now)) return timeOfDay.format(new Date(at))
  const isThisWeek = new Date(at).getTime() - now < 6 * 86_400_000
  return (isThisWeek ? weekdayAndTime : shortDateTime).format(new Date(at))
}

function isSameDay(at: string | number, now: number): boolean {
  return new Date(at).toDateString() === new Date(now).toDateString()
}

/** `3 minutes ago`, `in 2 hours`, `yesterday`. */
export function formatRelative(at: string | number, now: number): string {
  return relative.format(...distance(at, now))
}

/** `3 min. ago`, `in 2 hr.`. */
export function formatShortRelative(at: string | number, now: number): string {
  return shortRelative.format(...distance(at, now))
}

function distance(at: string | number, now: number): [number, Intl.RelativeTimeFormatUnit] {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000)
  const [unit, size] = units.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1]
  return [Math.trunc(seconds / size), unit]
}

/** `99.5%`. */
export function formatPercent(part: number): string {
  return percent.format(part < 1 ? Math.min(part, maxBelowAll) : part)
}

/** `1,234`. */
export function formatCount(count: number): string {
  return number.format(count)
}

/** `90 s`, `5 min`, `12 h`. */
export function formatSeconds(seconds: number): string {
  if (seconds >= 3600 && seconds % 1800 === 0) return `${seconds / 3600} h`
  if (seconds >= 60 && seconds % 60 === 0) return `${seconds / 60} min`
  return `${seconds} s`
}

/** `40 s`, `3 min 20 s`, `1 h 5 min`. */
export function formatCountdown(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`
}

/** `34 ms`, `1.2 s`. */
export function formatMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
