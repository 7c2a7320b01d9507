import QuickLRU from 'quick-lru'

type Ports = { now: () => Date; wait: (ms: number) => Promise<unknown> }

type Attempts = { failures: number; failedAt: number; waiting: number; last: Promise<unknown> }

/** The maximum number of addresses; the least recently used are forgotten. */
const maxAddresses = 10_000

/** The first wrong passwords are not slowed down, and after this long without one they are forgotten. */
const freeFailures = 3
const memoryMs = 15 * 60_000

/** How long the first slow attempt waits, and the longest that one does. */
const firstWaitMs = 500
const maxWaitMs = 8_000

/** Further attempts of an address while this many wait are not checked. */
const maxWaiting = 5

/**
 * Slows down wrong attempts, for each address by itself: one attempt at a time, after a wait that doubles
 * with each failure. The right password is accepted after that wait too. One password is checked at a
 * time for all addresses, so that guesses take one processor at most.
 */
export function slowedAttempts({ now, wait }: Ports) {
  const addresses = new QuickLRU<string, Attempts>({ maxSize: maxAddresses })
  const inTurn = oneAtATime()
  return async (
    address: string,
    check: () => Promise<boolean>,
  ): Promise<'right' | 'wrong' | 'too many'> => {
    const attempts = recent(addresses.get(address), now().getTime())
    addresses.set(address, attempts)
    if (attempts.waiting >= maxWaiting) return 'too many'
    attempts.waiting += 1
    const turn = attempts.last.then(async () => {
      await wait(waitMs(attempts.failures))
      const isRight = await inTurn(check)
      attempts.failures = isRight ? 0 : attempts.failures + 1
      attempts.failedAt = now().getTime()
      return isRight ? 'right' : 'wrong'
    })
    attempts.last = turn.catch(() => undefined)
    return turn.finally(() => {
      attempts.waiting -= 1
    })
  }
}

function recent(known: Attempts | undefined, nowMs: number): Attempts {
  if (known !== undefined && (known.waiting > 0 || nowMs - known.failedAt < memoryMs)) return known
  return { failures: 0, failedAt: nowMs, waiting: 0, last: Promise.resolve() }
}

function waitMs(failures: number): number {
  if (failures < freeFailures) return 0
  return Math.min(maxWaitMs, firstWaitMs * 2 ** (failures - freeFailures))
}

function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(act: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(act)
    last = turn.catch(() => undefined)
    return turn
  }
}
