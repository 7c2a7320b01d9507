import type { Answer } from '../test/support/receiver.ts'
import { status } from '../test/support/receiver.ts'
import { measure, type Run } from './isolation-run.ts'

/** `npm run bench:isolation`: how unhealthy receivers affect nineteen healthy ones. */
const plan = {
  healthy: 19,
  perSecond: 48,
  seconds: 10,
  waitsSeconds: [1, 1, 2, 4], // so that retries happen within a run
}

const hangs: Answer = () => undefined

/** Accepts the event, and sends its body a byte a second, for ever. */
const drips: Answer = (response) => {
  response.writeHead(200)
  const timer = setInterval(() => response.write('.'), 1000)
  response.on('close', () => {
    clearInterval(timer)
  })
}

const scenarios = [
  { title: 'all healthy' },
  // What the events of the next rows cost by themselves: receivers in trouble cost no more.
  { title: '7 more, healthy', answer: status(200), unhealthy: 7, troublePerSecond: 60 },
  { title: '1 hangs', answer: hangs, unhealthy: 1, troublePerSecond: 60 },
  { title: '7 hang', answer: hangs, unhealthy: 7, troublePerSecond: 60 },
  { title: '20 hang', answer: hangs, unhealthy: 20, troublePerSecond: 60 },
  { title: '7 drip', answer: drips, unhealthy: 7, troublePerSecond: 60 },
  { title: '1 is 500', answer: status(500), unhealthy: 1, troublePerSecond: 12 },
  { title: '4 dead names', deadNames: 4, troublePerSecond: 12 },
  { title: 'test flood', answer: hangs, unhealthy: 7, testsPerSecond: 33 },
]

/** The scenarios alternate, so that other load on the machine affects all of them. */
const rounds = Number(process.env['ROUNDS'] ?? 3)

async function main(): Promise<void> {
  const { healthy, perSecond, seconds } = plan
  console.log(
    `${healthy} healthy webhooks, ${perSecond} events/s for them; ${rounds} rounds of ${seconds} s each`,
  )
  await measure({ ...plan, seconds: 3 }) // warm-up
  const runs: Run[][] = scenarios.map(() => [])
  for (let round = 1; round <= rounds; round += 1) {
    for (const [number, { title, ...scenario }] of scenarios.entries()) {
      runs[number]?.push(await measure({ ...plan, ...scenario }))
    }
  }
  print(runs)
}

const columns = ['events', 'late', 'p50', 'p95', 'p99', 'max', '× p50', '× p99', 'CPU', 'theirs']

function print(runs: readonly Run[][]): void {
  const [clean = []] = runs
  console.log(
    `\n${'the healthy ones'.padEnd(16)}${columns.map((each) => each.padStart(9)).join('')}`,
  )
  for (const [number, { title }] of scenarios.entries()) {
    const cells = cellsOf(runs[number] ?? [], clean)
    console.log(title.padEnd(16) + cells.map((cell) => cell.padStart(9)).join(''))
  }
  const baseline = clean.map(({ healthy }) => ms(at(healthy.latencies, 0.99))).join(', ')
  console.log(
    '\nMilliseconds. late: never arrived; ×: the median of the rounds, compared with all healthy;\n' +
      'CPU: percent of one core; theirs: requests that unhealthy receivers got.\n' +
      `Noise of the machine: p99 of the rounds with all healthy: ${baseline}`,
  )
}

function cellsOf(runs: readonly Run[], clean: readonly Run[]): string[] {
  const { published, latencies, busyMs, requests } = combined(runs)
  const wallMs = rounds * plan.seconds * 1000
  return [
    String(published),
    String(published - latencies.length),
    ...[0.5, 0.95, 0.99].map((share) => ms(at(latencies, share))),
    ms(latencies.at(-1)),
    ...[0.5, 0.99].map((share) => ratio(share, runs, clean)),
    `${Math.round((busyMs * 100) / wallMs)} %`,
    String(requests),
  ]
}

/** All rounds combined into one run. */
function combined(runs: readonly Run[]) {
  const sum = (of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0)
  return {
    published: sum(({ healthy }) => healthy.published),
    latencies: runs.flatMap(({ healthy }) => healthy.latencies).sort((a, b) => a - b),
    requests: sum(({ unhealthy }) => unhealthy.requests),
    busyMs: sum(({ busyMs }) => busyMs),
  }
}

/** The median of the ratios of each round, so that one disturbed round does not count. */
function ratio(share: number, runs: readonly Run[], clean: readonly Run[]): string {
  const ratios = runs.map(({ healthy }, round) => {
    const baseline = at(clean[round]?.healthy.latencies ?? [], share) ?? NaN
    return (at(healthy.latencies, share) ?? NaN) / baseline
  })
  const sorted = ratios.toSorted((a, b) => a - b)
  return (at(sorted, 0.5) ?? NaN).toFixed(2)
}

function at(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.floor(sorted.length * share)]
}

function ms(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(1)
}

await main()
