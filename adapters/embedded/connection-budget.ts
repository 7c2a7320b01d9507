/** How many connections each part of a router may have. */
export type ConnectionBudget = {
  /** From clients of the API and the page. */
  incoming: number
  /** Concurrent attempts, and how many of them are for one webhook. */
  attempts: number
  perWebhook: number
  /** Concurrent calls of vendors, and how many of them are for one product. */
  calls: number
  perProduct: number
  /** Connections to receivers that stay open for reuse. */
  idle: number
}

/** Half of the 1,024 files that most systems let a process open. */
const usualConnections = 512

/** An attempt that waits for its receiver costs a connection and some 20 KB. */
const maxAttempts = 1_500

/**
 * Shares connections so that clients, receivers and vendors cannot take each other's. One webhook
 * gets a sixth of the attempts, which leaves room for the others.
 */
export function connectionBudget(max = usualConnections): ConnectionBudget {
  const share = (part: number, most: number) => Math.max(1, Math.min(most, Math.floor(max * part)))
  const incoming = share(1 / 3, Infinity)
  const attempts = share(0.4, maxAttempts)
  const calls = share(0.1, 50)
  return {
    incoming,
    attempts,
    perWebhook: Math.min(32, Math.ceil(attempts / 6)),
    calls,
    perProduct: Math.min(10, Math.ceil(calls / 5)),
    idle: Math.max(0, max - incoming - attempts - calls),
  }
}
