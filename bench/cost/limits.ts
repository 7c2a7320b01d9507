/**
 * The most that an event with a body of 2 KB may take, by its number of webhooks, when each delivery
 * succeeds at its first attempt: capacity units, and dollars for a million events, without data to
 * the internet. `test/bench/cost.test.ts` counts them.
 */
export const limits: readonly Limit[] = [
  { webhooks: 1, writes: 13, reads: 4, dollars: 20 },
  { webhooks: 5, writes: 53, reads: 12, dollars: 66 },
]

type Limit = { webhooks: number; writes: number; reads: number; dollars: number }
