/** When a new key expires: never, after this many days, or at the end of a date. */
export const expiryChoices = ['never', '30', '90', '365', 'date'] as const
type ExpiryChoice = (typeof expiryChoices)[number]

/** `date`, such as `2027-01-31`, is used only with the choice `date`. */
export type Expiry = { choice: ExpiryChoice; date: string }

const dayMs = 86_400_000

/** The table warns this long before a key expires. */
const warnMs = 14 * dayMs

/** The end of the date in local time. */
const endOf = (date: string) => new Date(`${date}T23:59:59`)

/** Whether no date is required, or there is a valid one. */
export function isComplete({ choice, date }: Expiry): boolean {
  return choice !== 'date' || !Number.isNaN(endOf(date).getTime())
}

/** The time of a complete expiry in ISO 8601; undefined for a key that does not expire. */
export function expiryTime({ choice, date }: Expiry, now: number): string | undefined {
  if (choice === 'never') return undefined
  const end = choice === 'date' ? endOf(date) : new Date(now + Number(choice) * dayMs)
  return end.toISOString()
}

export function expiryState(expiresAt: string, now: number): 'valid' | 'expiring' | 'expired' {
  const leftMs = Date.parse(expiresAt) - now
  if (leftMs <= 0) return 'expired'
  return leftMs <= warnMs ? 'expiring' : 'valid'
}
