const unitSeconds = { m: 60, h: 3600, d: 86_400 } as const

export type Unit = keyof typeof unitSeconds

/** A time that ends now, such as the last 15 minutes; or one that stays where it is. */
export type TimeRange =
  { kind: 'last'; amount: number; unit: Unit } | { kind: 'between'; from: string; to: string }

/** The same as moments in UTC; what lasts until now has no end. */
type Between = { from: string; to?: string }

/** Where the range lies when it is looked at from `now`, in milliseconds. */
export function betweenOf(range: TimeRange, now: number): Between {
  if (range.kind === 'between') return { from: range.from, to: range.to }
  const ms = range.amount * unitSeconds[range.unit] * 1000
  return { from: new Date(now - ms).toISOString() }
}

/** `15m`, `7d`: a time that ends now, as an address has it. */
export function writtenLast({ amount, unit }: { amount: number; unit: Unit }): string {
  return `${amount}${unit}`
}

/** What an address says, if it is one. */
export function readLast(text: string | null): TimeRange | undefined {
  const [, amount, unit] = /^([1-9]\d{0,4})([mhd])$/.exec(text ?? '') ?? []
  return amount === undefined || !isUnit(unit)
    ? undefined
    : { kind: 'last', amount: Number(amount), unit }
}

/** Two moments of an address, if they are some. */
export function readBetween(from: string | null, to: string | null): TimeRange | undefined {
  const [begin, end] = [Date.parse(from ?? ''), Date.parse(to ?? '')]
  if (Number.isNaN(begin) || Number.isNaN(end)) return undefined
  return { kind: 'between', from: new Date(begin).toISOString(), to: new Date(end).toISOString() }
}

function isUnit(text: string | undefined): text is Unit {
  return text !== undefined && text in unitSeconds
}
