/**
 * The most that an event with a body of 2 KB may take, by its number of webhooks, when each delivery
 * succeeds at its first attempt: capacity units, and dollars for a million events, without data to
 * the internet. `test/bench/cost.test.ts` counts them.
 */
export const limits: readonly Limit[] = [
  { webhooks: 1, writes: 5, reads: 3, dollars: 11.5 },
  { webhooks: 5, writes: 14, reads: 7, dollars: 27.5 },
]

type Limit = { webhooks: number; writes: number; reads: number; dollars: number }
