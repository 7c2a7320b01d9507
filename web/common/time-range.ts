const unitSeconds = { m: 60, h: 3600, d: 86_400 } as const

export type Unit = keyof typeof unitSeconds

/** The last 15 minutes, for example, or a fixed period. */
export type TimeRange =
  { kind: 'last'; amount: number; unit: Unit } | { kind: 'between'; from: string; to: string }

/** The same in UTC. A period that lasts until now has no end. */
type Interval = { from: string; to?: string }

/** Resolves the range at the time `now`, in milliseconds. */
export function resolveRange(range: TimeRange, now: number): Interval {
  if (range.kind === 'between') return { from: range.from, to: range.to }
  const ms = range.amount * unitSeconds[range.unit] * 1000
  return { from: new Date(now - ms).toISOString() }
}

/** `15m`, `7d`. */
export function formatLast({ amount, unit }: { amount: number; unit: Unit }): string {
  return `${amount}${unit}`
}

export function parseLast(text: string | null): TimeRange | undefined {
  const [, amount, unit] = /^([1-9]\d{0,4})([mhd])$/.exec(text ?? '') ?? []
  return amount === undefined || !isUnit(unit)
    ? undefined
    : { kind: 'last', amount: Number(amount), unit }
}

export function parseBetween(from: string | null, to: string | null): TimeRange | undefined {
  const [begin, end] = [Date.parse(from ?? ''), Date.parse(to ?? '')]
  if (Number.isNaN(begin) || Number.isNaN(end)) return undefined
  return { kind: 'between', from: new Date(begin).toISOString(), to: new Date(end).toISOString() }
}

function isUnit(text: string | undefined): text is Unit {
  return text !== undefined && text in unitSeconds
}
