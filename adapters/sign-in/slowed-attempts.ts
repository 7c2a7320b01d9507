import pLimit, { type LimitFunction } from 'p-limit'
import QuickLRU from 'quick-lru'

type Ports = { now: () => Date; wait: (ms: number) => Promise<unknown> }

type Attempts = { failures: number; failedAt: number; inTurn: LimitFunction }

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
  const checkInTurn = pLimit(1)
  return async (
    address: string,
    check: () => Promise<boolean>,
  ): Promise<'right' | 'wrong' | 'too many'> => {
    const attempts = recent(addresses.get(address), now().getTime())
    addresses.set(address, attempts)
    if (waitingIn(attempts) >= maxWaiting) return 'too many'
    return attempts.inTurn(async () => {
      await wait(waitMs(attempts.failures))
      const isRight = await checkInTurn(check)
      attempts.failures = isRight ? 0 : attempts.failures + 1
      attempts.failedAt = now().getTime()
      return isRight ? 'right' : 'wrong'
    })
  }
}

function waitingIn({ inTurn }: Attempts): number {
  return inTurn.activeCount + inTurn.pendingCount
}

function recent(known: Attempts | undefined, nowMs: number): Attempts {
  const isRecent = known !== undefined && nowMs - known.failedAt < memoryMs
  if (known !== undefined && (isRecent || waitingIn(known) > 0)) return known
  return { failures: 0, failedAt: nowMs, inTurn: pLimit(1) }
}

function waitMs(failures: number): number {
  if (failures < freeFailures) return 0
  return Math.min(maxWaitMs, firstWaitMs * 2 ** (failures - freeFailures))
}
