import { deliver } from '../../core/deliver/deliver.ts'
import { fanOut } from '../../core/fan-out/fan-out.ts'
import { wake } from '../../core/wake/wake.ts'
import { Crash } from './watched.ts'
import type { Queued, World } from './world.ts'

/** How long a message stays hidden after its handler was killed: longer than a claim. */
const hiddenMs = 360_000

/** No message is received this often unless the router never completes it. */
const maxReceives = 20

/**
 * Runs the world until its queues are empty, or until a time (epoch milliseconds): moves the clock
 * to the next message, handles it, and hides it for a while when its handler was killed.
 */
export async function run(world: World, until = Infinity): Promise<void> {
  for (;;) {
    const next = nextOf(world)
    if (next === undefined || next.queued.visibleAt > until) return

    world.now = new Date(Math.max(world.now.getTime(), next.queued.visibleAt))
    await handle(next, world)
  }
}

/** Queues a sweep for each of the next hours. */
export function sweepHourly(world: World, hours: number): void {
  for (let hour = 1; hour <= hours; hour += 1) {
    const visibleAt = world.now.getTime() + hour * 3_600_000
    world.wakeUpQueue.push({ message: { kind: 'sweep' }, visibleAt, receives: 0 })
  }
}

type Entry = {
  queued: Queued<unknown>
  /** Handles the message; `busy` when it must be received again. */
  handle: () => Promise<unknown>
  remove: () => void
}

async function handle({ queued, handle, remove }: Entry, world: World): Promise<void> {
  queued.receives += 1
  if (queued.receives > maxReceives) {
    throw new Error(`Cannot continue: a message was received ${queued.receives} times`)
  }
  if (await isDone(handle)) remove()
  else queued.visibleAt = world.now.getTime() + hiddenMs
}

async function isDone(handle: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await handle()) !== 'busy'
  } catch (error) {
    if (error instanceof Crash) return false
    throw error
  }
}

function nextOf(world: World): Entry | undefined {
  const { ports } = world
  const entries = [
    ...entriesOf(world.eventQueue, ({ message: { event, ...from } }) => fanOut(event, from, ports)),
    ...entriesOf(world.deliveryQueue, ({ message, receives }) =>
      deliver(message, receives > 1, ports),
    ),
    ...entriesOf(world.wakeUpQueue, ({ message }) => wake(message, ports)),
  ]
  return entries.reduce<Entry | undefined>(
    (first, entry) =>
      first === undefined || entry.queued.visibleAt < first.queued.visibleAt ? entry : first,
    undefined,
  )
}

function entriesOf<Message>(
  queue: Queued<Message>[],
  handle: (queued: Queued<Message>) => Promise<unknown>,
): Entry[] {
  return queue.map((queued) => ({
    queued,
    handle: () => handle(queued),
    remove: () => void queue.splice(queue.indexOf(queued), 1),
  }))
}
