import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

/** How an event is published: `uuid` stands for the event's own in the body. */
export type PublishRequest = {
  url: string
  headers: Readonly<Record<string, string>>
  body: string
}

/**
 * A closed loop has this many requests in flight until all events are published; an open one starts
 * them at their times, however long the earlier ones take.
 */
export type Load =
  | { kind: 'closed'; events: number; inFlight: number }
  | { kind: 'open'; perSecond: number; seconds: number }

/** When each request was due, in epoch milliseconds, and the statuses of the responses. */
export type Published = { starts: [uuid: string, at: number][]; statuses: Record<string, number> }

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

process.on('message', ({ load, request: asked }: { load: Load; request: PublishRequest }) => {
  void run(load, asked).then((published) => process.send?.(published))
})
process.on('disconnect', () => process.exit(0))

async function run(load: Load, asked: PublishRequest): Promise<Published> {
  const published: Published = { starts: [], statuses: {} }
  let next = 0
  const publish = async (dueAt: number) => {
    next += 1
    const uuid = randomUUID()
    published.starts.push([uuid, dueAt])
    const status = await post({ ...asked, body: asked.body.replace('uuid-of-event', uuid) })
    published.statuses[status] = (published.statuses[status] ?? 0) + 1
  }
  if (load.kind === 'closed') {
    const line = async () => {
      while (next < load.events) await publish(epochMs())
    }
    await Promise.all(Array.from({ length: load.inFlight }, line))
    return published
  }
  const running: Promise<void>[] = []
  const startedAt = epochMs()
  for (let number = 0; number < load.perSecond * load.seconds; number += 1) {
    const dueAt = startedAt + (number * 1000) / load.perSecond
    while (epochMs() < dueAt) await turn(dueAt - epochMs())
    running.push(publish(dueAt))
  }
  await Promise.all(running)
  return published
}

function post({ url, headers, body }: PublishRequest): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', headers, agent }, (response) => {
      response.resume()
      response.on('end', () => {
        resolve(response.statusCode ?? 0)
      })
    })
    sent.on('error', () => {
      resolve(0)
    })
    sent.end(body)
  })
}

function epochMs(): number {
  return performance.timeOrigin + performance.now()
}

function turn(ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (ms > 2) setTimeout(resolve, ms - 2)
    else setImmediate(resolve)
  })
}
