import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

import { integrationRun } from './integration-run.ts'
import { type Bench, onBench, pause, usageOf } from './load.ts'
import { postrider } from './senders/postrider.ts'
import type { Sender } from './senders/sender.ts'

/**
 * `npm run bench`: the throughput and latency of one process, with publisher and receiver in
 * processes of their own. Options: `--rounds 5`, `--only closed,latency,fan-out,outage,integration`, and
 * `--checkout <folder>` for another version, or `--sender <file>` for another sender (a module with an
 * exported `sender`), which is measured in turns with this one.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'closed,latency,fan-out,outage,integration' },
    checkout: { type: 'string' },
    sender: { type: 'string' },
  },
})

/** What a scenario measures, by name. */
type Figures = Readonly<Record<string, number>>

const scenarios: Readonly<Record<string, (sender: Sender) => Promise<Figures>>> = {
  closed: (sender) => onBench(sender, 1, closedLoop),
  latency: async (sender) => ({
    ...(await onBench(sender, 1, (bench) => steady(bench, 50))),
    ...(await onBench(sender, 1, (bench) => steady(bench, 200))),
  }),
  'fan-out': (sender) => onBench(sender, 20, fanOut),
  outage: (sender) => onBench(sender, 1, outage),
  integration: integrationRun,
}

async function main(): Promise<void> {
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Node.js ${process.version}`)
  const there = await otherSender()
  const senders = { here: postrider(), ...(there && { there }) }
  for (const name of values.only.split(',')) {
    const scenario = scenarios[name]
    if (scenario === undefined) throw new Error(`There is no scenario '${name}'`)
    const runs: Record<string, Figures[]> = {}
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const [which, sender] of Object.entries(senders)) {
        ;(runs[which] ??= []).push(await scenario(sender))
      }
    }
    print(name, runs)
  }
}

async function otherSender(): Promise<Sender | undefined> {
  if (values.checkout !== undefined) return postrider(values.checkout)
  if (values.sender === undefined) return undefined
  const module: unknown = await import(pathToFileURL(resolve(values.sender)).href)
  return (module as { sender: Sender }).sender
}

/** 10,000 events, 64 requests in flight. */
async function closedLoop({ publish, arrivals, sender }: Bench): Promise<Figures> {
  const events = 10_000
  const before = await usageOf(sender.pid)
  const { starts } = await publish({ kind: 'closed', events, inFlight: 64 })
  const acceptedAt = performance.timeOrigin + performance.now()
  const all = await arrivals(events)
  const after = await usageOf(sender.pid)
  const first = starts[0]?.[1] ?? NaN
  return {
    'accepted/s': (events * 1000) / (acceptedAt - first),
    'delivered/s': (all.length * 1000) / ((all.at(-1)?.[1] ?? NaN) - first),
    'CPU ms/delivery': (after.cpuMs - before.cpuMs) / all.length,
    'peak MB': after.peakMb,
    lost: events - all.length,
  }
}

/** Latency from the start of the publish to the receiver, at a steady rate for 10 s. */
async function steady({ publish, arrivals }: Bench, perSecond: number): Promise<Figures> {
  await publish({ kind: 'open', perSecond, seconds: 3 }) // warm-up
  await arrivals(perSecond * 3)
  const { starts } = await publish({ kind: 'open', perSecond, seconds: 10 })
  const times = latencies(starts, await arrivals(starts.length))
  return {
    [`p50 at ${perSecond}/s, ms`]: at(times, 0.5),
    [`p99 at ${perSecond}/s, ms`]: at(times, 0.99),
  }
}

/** 1,000 events for 20 webhooks each. */
async function fanOut({ publish, arrivals, sender }: Bench): Promise<Figures> {
  const events = 1000
  const before = await usageOf(sender.pid)
  const { starts } = await publish({ kind: 'closed', events, inFlight: 32 })
  const all = await arrivals(events * 20)
  const after = await usageOf(sender.pid)
  return {
    'deliveries/s': (all.length * 1000) / ((all.at(-1)?.[1] ?? NaN) - (starts[0]?.[1] ?? NaN)),
    'CPU ms/delivery': (after.cpuMs - before.cpuMs) / all.length,
    lost: events * 20 - all.length,
  }
}

/** The receiver is away for 20 of 120 s, at 50 events a second. */
async function outage({ publish, arrivals, outage: close }: Bench): Promise<Figures> {
  const perSecond = 50
  const published = publish({ kind: 'open', perSecond, seconds: 120 })
  await pause(10_000)
  await close(20_000)
  const backAt = performance.timeOrigin + performance.now()
  const { starts } = await published
  const all = await arrivals(starts.length)
  const later = all.filter(([, time]) => time >= backAt)
  const firstAt = later[0]?.[1] ?? NaN
  const publishedAt = new Map(starts)
  const isFresh = ([name]: [string, number]) => (publishedAt.get(uuidOf(name)) ?? 0) >= firstAt
  const backlog = later.filter((one) => !isFresh(one))
  const before = all.filter(([, time]) => time < backAt - 20_000)
  const clean = latencies(starts, before)
  const fresh = latencies(starts, later.filter(isFresh))
  return {
    'first arrival after, s': (firstAt - backAt) / 1000,
    'backlog gone after that, s': ((backlog.at(-1)?.[1] ?? NaN) - firstAt) / 1000,
    'fresh p50, ms': at(fresh, 0.5),
    'fresh p99, ms': at(fresh, 0.99),
    'clean p99, ms': at(clean, 0.99),
    lost: starts.length - all.length,
  }
}

function latencies(
  starts: readonly [string, number][],
  arrivals: readonly [string, number][],
): number[] {
  const startOf = new Map(starts)
  return arrivals
    .flatMap(([name, time]) => time - (startOf.get(uuidOf(name)) ?? NaN))
    .filter((ms) => !Number.isNaN(ms))
    .sort((one, other) => one - other)
}

function uuidOf(name: string): string {
  return name.slice(name.indexOf(' ') + 1)
}

function print(name: string, runs: Readonly<Record<string, readonly Figures[]>>): void {
  console.log(`\n${name}: median (lowest to highest) of ${values.rounds}`)
  const [first = []] = Object.values(runs)
  for (const figure of Object.keys(first[0] ?? {})) {
    const texts = Object.entries(runs).map(([which, all]) => {
      const sorted = all.map((one) => one[figure] ?? NaN).sort((one, other) => one - other)
      const range = `${shown(sorted[0])} to ${shown(sorted.at(-1))}`
      return `${which} ${shown(at(sorted, 0.5))} (${range})`.padEnd(44)
    })
    console.log(`  ${figure.padEnd(28)}${texts.join('')}`)
  }
}

function shown(value: number | undefined): string {
  if (value === undefined) return '-'
  return value >= 100 ? value.toFixed(0) : value.toFixed(2)
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? NaN
}

await main()
