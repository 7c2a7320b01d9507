import { status } from '../test/support/receiver.ts'
import { measure, type Run } from './isolation-run.ts'

/** `npm run bench:isolation`: how one unhealthy receiver affects the other nineteen. */
const plan = {
  webhooks: 20,
  perSecond: 60,
  seconds: 10,
  waitsSeconds: [1, 1, 2, 4], // so that retries happen within a run
}
const scenarios = [
  { title: 'A: all healthy', answer: status(200) },
  { title: 'B: first hangs', answer: () => undefined },
  { title: 'C: first is 500', answer: status(500) },
  { title: 'D: 4 dead names', answer: status(200), deadNames: 4 },
]

/** The scenarios alternate, so that other load on the machine affects all of them. */
const rounds = 3

async function main(): Promise<void> {
  const { webhooks, perSecond, seconds } = plan
  console.log(
    `${webhooks} webhooks, ${perSecond} events/s, a fifth of them for the first; ` +
      `${rounds} rounds of ${seconds} s each`,
  )
  await measure({ ...plan, seconds: 3, answer: status(200) }) // warm-up
  const runs: Run[][] = scenarios.map(() => [])
  for (let round = 1; round <= rounds; round += 1) {
    for (const [number, { title, ...scenario }] of scenarios.entries()) {
      runs[number]?.push(await measure({ ...plan, ...scenario }))
    }
  }
  const [a = [], ...unhealthy] = runs
  print(runs.map(combined))
  const comparisons = unhealthy.map((each, number) => compared('BCD'[number] ?? '', each, a))
  console.log(`\nThe others, compared with A: ${comparisons.join('; ')}`)
  const baseline = a.map(({ others }) => ms(at(others.latencies, 0.95))).join(', ')
  console.log(`Noise of the machine: p95 of the rounds of A: ${baseline}`)
}

/** All rounds combined into one run. */
function combined(runs: readonly Run[]): Run {
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0)
  const sorted = (of: (run: Run) => number[]) => runs.flatMap(of).sort((a, b) => a - b)
  return {
    others: {
      published: sum(({ others }) => others.published),
      latencies: sorted(({ others }) => others.latencies),
    },
    first: {
      published: sum(({ first }) => first.published),
      latencies: sorted(({ first }) => first.latencies),
      requests: sum(({ first }) => first.requests),
      pending: sum(({ first }) => first.pending),
    },
    busyMs: sum(({ busyMs }) => busyMs),
  }
}

function print(runs: readonly Run[]): void {
  const row = (name: string, of: (run: Run) => string) => {
    console.log(name.padEnd(36) + runs.map((run) => of(run).padStart(16)).join(''))
  }
  const titles = scenarios.map(({ title }) => title.padStart(16)).join('')
  console.log(`\n${' '.repeat(36)}${titles}`)
  row('others: events', ({ others }) => String(others.published))
  row('  never arrived', ({ others }) => String(others.published - others.latencies.length))
  row('  latency p50', ({ others }) => ms(at(others.latencies, 0.5)))
  row('  latency p95', ({ others }) => ms(at(others.latencies, 0.95)))
  row('  latency p99', ({ others }) => ms(at(others.latencies, 0.99)))
  row('  latency max', ({ others }) => ms(others.latencies.at(-1)))
  row('first: events', ({ first }) => String(first.published))
  row('  requests received', ({ first }) => String(first.requests))
  row('  repeated requests', ({ first }) => String(first.requests - first.latencies.length))
  row('  pending deliveries', ({ first }) => String(first.pending))
  row('  latency p50 of first requests', ({ first }) => ms(at(first.latencies, 0.5)))
  row('  latency p95', ({ first }) => ms(at(first.latencies, 0.95)))
  const wallMs = rounds * plan.seconds * 1000
  row(
    'CPU of this process, of one core',
    ({ busyMs }) => `${Math.round((busyMs * 100) / wallMs)} %`,
  )
}

/** The median of the ratios of each round, so that one disturbed round does not count. */
function compared(name: string, runs: readonly Run[], before: readonly Run[]): string {
  const ratio = (share: number) => {
    const ratios = runs.map(({ others }, round) => {
      const baseline = at(before[round]?.others.latencies ?? [], share) ?? NaN
      return (at(others.latencies, share) ?? NaN) / baseline
    })
    return (
      at(
        ratios.toSorted((a, b) => a - b),
        0.5,
      ) ?? NaN
    ).toFixed(2)
  }
  return `${name} has ${ratio(0.5)} × its p50, ${ratio(0.95)} × its p95 and ${ratio(0.99)} × its p99`
}

function at(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.floor(sorted.length * share)]
}

function ms(value: number | undefined): string {
  return value === undefined ? '-' : `${value.toFixed(1)} ms`
}

await main()
