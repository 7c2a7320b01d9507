import * as z from 'zod'

/** A whole number in a range, both ends included; its message says which. */
export function integerBetween(from: number, to: number) {
  const message = `must be a whole number from ${from} to ${to}`
  return z.int(message).min(from, message).max(to, message)
}
