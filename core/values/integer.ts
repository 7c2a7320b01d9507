import * as z from 'zod'

/** An integer in a range, inclusive; its error message contains the range. */
export function integerBetween(from: number, to: number) {
  const message = `must be a whole number from ${from} to ${to}`
  return z.int(message).min(from, message).max(to, message)
}
