/** Short at first: most answers come quickly. */
const firstPollMs = 50
const maxPollMs = 500

type PollPorts = { wait: (ms: number) => Promise<void>; now: () => Date }

/** Reads again and again until it is done or the time is over; resolves with what was read last. */
export async function poll<Read>(
  read: () => Promise<Read>,
  { isDone, until }: { isDone: (read: Read) => boolean; until: number },
  { wait, now }: PollPorts,
): Promise<Read> {
  let latest = await read()
  for (let ms = firstPollMs; !isDone(latest); ms = Math.min(maxPollMs, ms * 2)) {
    if (now().getTime() + ms > until) return latest
    await wait(ms)
    latest = await read()
  }
  return latest
}
