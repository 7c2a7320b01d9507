import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'

import { ClassicLevel } from 'classic-level'

import { aFolder } from '../test/support/process.ts'
import { startReceiver } from '../test/support/receiver.ts'
import { type Api, aRouter } from '../test/support/router.ts'

/** `npm run bench`: the throughput of one process from POST /events to the receiver, on disk. */
const events = 3000
const atOnce = 32
const single = 300
const content = { padding: 'x'.repeat(2000) } // bytes, the typical size of a subscription

async function main(): Promise<void> {
  const folder = await aFolder()
  const router = await aRouter({ db: new ClassicLevel(folder) })
  const receiver = await startReceiver()
  const api = router.as('manager')
  await api('POST', '/webhooks', {
    url: receiver.url,
    resource: 'SUBSCRIPTION',
    actions: ['ADDED'],
  })

  const startedAt = performance.now()
  let left = events
  const line = async () => {
    while (left > 0) {
      left -= 1
      await publish(api)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, line))
  const acceptedAt = performance.now()
  while (receiver.requests.length < events) await nextTurn()
  const deliveredAt = performance.now()

  console.log(
    `accepted   ${rate(events, acceptedAt - startedAt)} events/s, ${atOnce} concurrent requests`,
  )
  console.log(`delivered  ${rate(events, deliveredAt - startedAt)} events/s, to the last one`)
  const times = await timesOf(single, async (number) => {
    await publish(api)
    while (receiver.requests.length < events + number) await nextTurn()
  })
  const at = (share: number) => (times[Math.floor(single * share)] ?? 0).toFixed(1)
  console.log(`sequential ${at(0.5)} ms from POST /events to the receiver; p95: ${at(0.95)} ms`)

  await router.stop()
  await receiver.close()
  await rm(folder, { recursive: true })
}

async function publish(api: Api): Promise<void> {
  await api('POST', '/events', {
    uuid: randomUUID(),
    timestamp: Date.now(),
    resource: { type: 'SUBSCRIPTION', uuid: 's-1', content },
    resourceAction: 'ADDED',
  })
}

async function timesOf(count: number, act: (number: number) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  for (let number = 1; number <= count; number += 1) {
    const startedAt = performance.now()
    await act(number)
    times.push(performance.now() - startedAt)
  }
  return times.toSorted((a, b) => a - b)
}

function rate(count: number, ms: number): string {
  return Math.round((count * 1000) / ms)
    .toString()
    .padStart(6)
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

await main()
