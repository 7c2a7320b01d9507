import { locale } from '../text/locale.ts'

const moment = new Intl.DateTimeFormat(locale, {
  dateStyle: 'medium',
  timeStyle: 'long', // with the time zone
})
const shortMoment = new Intl.DateTimeFormat(locale, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const shortRelative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
const whole = new Intl.NumberFormat(locale)

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]

/** `22 Nov 2026, 07:30:01 UTC`. */
export function inFull(at: string | number): string {
  return moment.format(new Date(at))
}

/** `22 Nov, 07:30`. */
export function inShort(at: string | number): string {
  return shortMoment.format(new Date(at))
}

/** `3 minutes ago`, `in 2 hours`, `yesterday`. */
export function fromNow(at: string | number, now: number): string {
  return relative.format(...apart(at, now))
}

/** `3 min. ago`, `in 2 hr.`, where there is little room. */
export function fromNowInShort(at: string | number, now: number): string {
  return shortRelative.format(...apart(at, now))
}

function apart(at: string | number, now: number): [number, Intl.RelativeTimeFormatUnit] {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000)
  const [unit, size] = units.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1]
  return [Math.trunc(seconds / size), unit]
}

/** `99.5%`. */
export function inPercent(part: number): string {
  return share.format(part)
}

/** `1,234`. */
export function inDigits(count: number): string {
  return whole.format(count)
}

/** Seconds as people say them: `90 s`, `5 min`, `12 h`. */
export function inUnits(seconds: number): string {
  if (seconds >= 3600 && seconds % 1800 === 0) return `${seconds / 3600} h`
  if (seconds >= 60 && seconds % 60 === 0) return `${seconds / 60} min`
  return `${seconds} s`
}

/** The time until something, to the second: `40 s`, `3 min 20 s`, `1 h 5 min`. */
export function timeLeft(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`
}

/** Milliseconds as people read them: `34 ms`, `1.2 s`. */
export function inMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}
