/** Short at first: most responses come quickly. */
const firstPollMs = 50
const maxPollMs = 500

type Polled<State> = {
  /** The state as it is known. */
  known: State
  read: () => Promise<State>
  isDone: (state: State) => boolean
  /** Epoch milliseconds. */
  until: number
}

type PollPorts = { wait: (ms: number) => Promise<void>; now: () => Date }

/** Waits and reads until the state is done or the time is over; resolves with the last state. */
export async function poll<State>(
  { known, read, isDone, until }: Polled<State>,
  { wait, now }: PollPorts,
): Promise<State> {
  let latest = known
  for (let ms = firstPollMs; !isDone(latest); ms = Math.min(maxPollMs, ms * 2)) {
    if (now().getTime() + ms > until) return latest
    await wait(ms)
    latest = await read()
  }
  return latest
}
