/**
 * The most that an event with a body of 2 KB may take, by its number of webhooks, when each delivery
 * succeeds at its first attempt: capacity units, its part of the sweep included, and dollars for a
 * million events, without data to the internet. `test/bench/cost.test.ts` counts them.
 *
 * Two of the writes are entries of its business ids, an order and a company: $1.72, which are not spent on
 * events without them. The aims are $9.50 and $24. What else misses them is not in the tables. With one webhook and batches of
 * one message, SQS takes six requests ($3.00), Lambda two invocations, one of which waits for the
 * receiver ($1.40), and the bus with its archive $1.28. Larger batches, which come with load, cost less.
 */
export const limits: readonly Limit[] = [
  { webhooks: 0, writes: 2, reads: 1.5, dollars: 5.45 }, // stored for 90 days here, and 7 in truth
  { webhooks: 1, writes: 6, reads: 3, dollars: 12.45 },
  { webhooks: 5, writes: 10, reads: 9.1, dollars: 27.3 },
]

/**
 * The same with an archive, of which `log` is what tables and archive cost. The aims of $3.50 and $5.00
 * are met for the log with one webhook but for its business ids; with five, eight writes cost $5.00. For the sum they
 * are out of reach: SQS, Lambda and the bus cost more and do not depend on where deliveries are stored.
 */
export const archiveLimits: readonly ArchiveLimit[] = [
  { webhooks: 1, isLoaded: false, log: 4.8, dollars: 11.2 },
  { webhooks: 1, isLoaded: true, log: 4.25, dollars: 9.45 },
  { webhooks: 5, isLoaded: false, log: 8.25, dollars: 24.6 },
  { webhooks: 5, isLoaded: true, log: 7.65, dollars: 22.85 },
]

type ArchiveLimit = { webhooks: number; isLoaded: boolean; log: number; dollars: number }

type Limit = { webhooks: number; writes: number; reads: number; dollars: number }
