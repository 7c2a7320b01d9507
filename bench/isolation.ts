import { status } from '../test/support/receiver.ts'
import { measure, type Run } from './isolation-run.ts'

/** `npm run bench:isolation`: what the trouble of one receiver does to the other nineteen. */
const plan = {
  webhooks: 20,
  perSecond: 60,
  seconds: 10,
  waitsSeconds: [1, 1, 2, 4], // so that retries come back within a run
}
const answers = [status(200), () => undefined, status(500)]

/** The three take turns, so that whatever else the machine does meets all of them. */
const rounds = 3

async function main(): Promise<void> {
  const { webhooks, perSecond, seconds } = plan
  console.log(
    `${webhooks} webhooks, ${perSecond} events a second, a fifth of them for the first webhook; ` +
      `${rounds} rounds of ${seconds} s each`,
  )
  await measure({ ...plan, seconds: 3, answer: status(200) }) // so that no round pays for the start
  const runs: Run[][] = answers.map(() => [])
  for (let round = 1; round <= rounds; round += 1) {
    for (const [number, answer] of answers.entries()) {
      runs[number]?.push(await measure({ ...plan, answer }))
    }
  }
  const [a = [], b = [], c = []] = runs
  print([a, b, c].map(together))
  console.log(`\nThe others, compared with A: ${compared('B', b, a)}; ${compared('C', c, a)}`)
  const alone = a.map(({ others }) => ms(at(others.latencies, 0.95))).join(', ')
  console.log(`What the machine itself does to that: the rounds of A had a 95 % of ${alone}`)
}

/** The rounds as one run. */
function together(runs: readonly Run[]): Run {
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
  const titles = ['A: all healthy', 'B: first hangs', 'C: first is 500']
  console.log(`\n${' '.repeat(36)}${titles.map((title) => title.padStart(16)).join('')}`)
  row('the others: events', ({ others }) => String(others.published))
  row('  that never arrived', ({ others }) => String(others.published - others.latencies.length))
  row('  latency, median', ({ others }) => ms(at(others.latencies, 0.5)))
  row('  95 %', ({ others }) => ms(at(others.latencies, 0.95)))
  row('  99 %', ({ others }) => ms(at(others.latencies, 0.99)))
  row('  longest', ({ others }) => ms(others.latencies.at(-1)))
  row('the first: events', ({ first }) => String(first.published))
  row('  requests it got', ({ first }) => String(first.requests))
  row('  of them repeats', ({ first }) => String(first.requests - first.latencies.length))
  row('  deliveries that are pending', ({ first }) => String(first.pending))
  row('  latency of first requests, median', ({ first }) => ms(at(first.latencies, 0.5)))
  row('  95 %', ({ first }) => ms(at(first.latencies, 0.95)))
  const wallMs = rounds * plan.seconds * 1000
  row('this process, of one core', ({ busyMs }) => `${Math.round((busyMs * 100) / wallMs)} %`)
}

/** Round by round, and of the rounds the median: one that the machine disturbed does not count. */
function compared(name: string, runs: readonly Run[], before: readonly Run[]): string {
  const ratio = (share: number) => {
    const ratios = runs.map(({ others }, round) => {
      const usual = at(before[round]?.others.latencies ?? [], share) ?? NaN
      return (at(others.latencies, share) ?? NaN) / usual
    })
    return (
      at(
        ratios.toSorted((a, b) => a - b),
        0.5,
      ) ?? NaN
    ).toFixed(2)
  }
  return `${name} has ${ratio(0.5)} times its median and ${ratio(0.95)} times its 95 %`
}

function at(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.floor(sorted.length * share)]
}

function ms(value: number | undefined): string {
  return value === undefined ? '-' : `${value.toFixed(1)} ms`
}

await main()
