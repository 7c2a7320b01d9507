import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { aFolder } from '../test/support/process.ts'
import type { Arrivals, ReceiverMessage } from './load-receiver.ts'
import type { VendorMessage } from './load-vendor.ts'
import type { Load, Published, PublishRequest } from './load-publisher.ts'
import type { RunningSender, Sender } from './senders/sender.ts'

/** A sender, its receiver and a publisher, each in a process of its own. */
export type Bench = {
  sender: RunningSender
  folder: string
  /** The base of the receiver's URLs. */
  receiverUrl: string
  publish: (load: Load) => Promise<Published>
  /** Closes the port of the receiver for this many milliseconds. */
  outage: (ms: number) => Promise<void>
  /** Waits until this many deliveries arrived: the first request of each, by path and UUID. */
  arrivals: (count: number) => Promise<Arrivals['arrivals']>
}

/** Runs a scenario on a fresh sender with this many webhooks. */
export async function onBench<Result>(
  { start }: Sender,
  webhooks: number,
  scenario: (bench: Bench) => Promise<Result>,
): Promise<Result> {
  const folder = await aFolder()
  const receiver = child('load-receiver.ts')
  const publisher = child('load-publisher.ts')
  const port = await listen(receiver, 0)
  const sender = await start(folder)
  try {
    const receiverUrl = `http://127.0.0.1:${port}`
    for (let number = 0; number < webhooks; number += 1) {
      await sender.addWebhook(`${receiverUrl}/${number}`)
    }
    const request = await sender.publishRequest()
    return await scenario({
      sender,
      folder,
      receiverUrl,
      publish: (load) => ask<Published>(publisher, { load, request }),
      outage: async (ms) => {
        await ask(receiver, { do: 'close' })
        await pause(ms)
        await listen(receiver, port)
      },
      arrivals: (count) => arrivalsAt(receiver, count),
    })
  } finally {
    await sender.stop()
    receiver.disconnect()
    publisher.disconnect()
    await rm(folder, { recursive: true })
  }
}

/** CPU time of all threads in milliseconds, and the most memory so far in MB; Linux only. */
export async function usageOf(pid: number): Promise<{ cpuMs: number; peakMb: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The fields after the name, which may contain spaces: the 14th and 15th are ticks of 10 ms.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return {
    cpuMs: 10 * (Number(fields[11]) + Number(fields[12])),
    peakMb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024,
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

const patienceMs = 120_000

async function arrivalsAt(receiver: ChildProcess, count: number): Promise<Arrivals['arrivals']> {
  const firsts = new Map<string, number>()
  const until = performance.now() + patienceMs
  while (firsts.size < count && performance.now() < until) {
    for (const [name, at] of (await ask<Arrivals>(receiver, { do: 'report' })).arrivals) {
      if (!firsts.has(name)) firsts.set(name, at)
    }
    if (firsts.size < count) await pause(50)
  }
  return [...firsts]
}

async function listen(receiver: ChildProcess, port: number): Promise<number> {
  return (await ask<{ port: number }>(receiver, { do: 'listen', port })).port
}

/** A process of the benchmark, which answers messages. */
export function child(file: string): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), { execArgv: ['--import', 'tsx'] })
}

/** Sends a message, and resolves with the response. */
export async function ask<Answer>(
  process: ChildProcess,
  message: ReceiverMessage | VendorMessage | { load: Load; request: PublishRequest },
): Promise<Answer> {
  const answered = once(process, 'message')
  process.send(message)
  const [answer] = (await answered) as [Answer]
  return answer
}
