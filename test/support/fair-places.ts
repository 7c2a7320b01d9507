/**
 * A group is noisy when its messages in flight are more than this share of the concurrency; AWS
 * publishes no figure.
 */
const noisyShare = 0.1

type Waiting = { group: string; begin: () => void }

/**
 * The places of a function whose queue is an SQS fair queue: while messages of quiet groups wait, those
 * of noisy ones do not begin. No group has a maximum.
 */
export function fairPlaces(concurrency: number) {
  const inFlight = new Map<string, number>()
  const waiting: Waiting[] = []
  let running = 0

  const isQuiet = ({ group }: Waiting) => (inFlight.get(group) ?? 0) <= concurrency * noisyShare
  const next = (): Waiting | undefined => {
    const quiet = waiting.findIndex(isQuiet)
    return waiting.splice(Math.max(quiet, 0), 1)[0]
  }
  const beginNext = (): void => {
    const one = running < concurrency ? next() : undefined
    if (one === undefined) return
    running += 1
    inFlight.set(one.group, (inFlight.get(one.group) ?? 0) + 1)
    one.begin()
  }
  return async <Result>(group: string, act: () => Promise<Result>): Promise<Result> => {
    await new Promise<void>((begin) => {
      waiting.push({ group, begin })
      beginNext()
    })
    try {
      return await act()
    } finally {
      running -= 1
      inFlight.set(group, (inFlight.get(group) ?? 0) - 1)
      beginNext()
    }
  }
}
