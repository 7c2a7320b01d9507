import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { endAll, folderSize, freePort, run, startRouter, type Timed } from './first-event-steps.ts'

/**
 * `npm run bench:first-event`: from a clean clone to the first delivered event, by the commands of
 * the README. It clones the last commit of this repository, or of `--repository`, installs it with
 * an empty npm cache, or with yours if `--warm`, and removes everything afterwards.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    warm: { type: 'boolean', default: false },
    repository: { type: 'string', default: fileURLToPath(new URL('..', import.meta.url)) },
  },
})

type Round = {
  install: Timed
  installedMb: number
  installedFiles: number
  readyMs: number
  pageMs: number
  start: Timed
  demo: Timed
  totalMs: number
}

async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endAll)
  const rounds: Round[] = []
  for (let number = 1; number <= Number(values.rounds); number += 1) {
    const round = await measure()
    rounds.push(round)
    console.log(`round ${number}: ${seconds(round.totalMs)} to the first delivered event`)
  }
  print(rounds)
}

/** One round in a temporary folder, which is deleted afterwards. */
async function measure(): Promise<Round> {
  const folder = await mkdtemp(join(tmpdir(), 'postrider-first-event-'))
  try {
    return await measureIn(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function measureIn(folder: string): Promise<Round> {
  const cwd = join(folder, 'postrider')
  const env = {
    POSTRIDER_PORT: String(await freePort()),
    ...(!values.warm && { npm_config_cache: join(folder, 'npm-cache') }),
  }
  const startedAt = performance.now()
  await run('git', ['clone', '--quiet', values.repository, cwd], { cwd: folder, env })
  const install = await run('npm', ['ci'], { cwd, env })
  const router = await startRouter({ cwd, env })
  try {
    const demo = await run('npm', ['run', 'demo'], { cwd, env })
    const totalMs = performance.now() - startedAt
    const pageMs = await router.served
    const { megabytes, files } = await folderSize(join(cwd, 'node_modules'))
    return {
      install,
      installedMb: megabytes,
      installedFiles: files,
      readyMs: router.readyMs,
      pageMs,
      start: await router.stop(),
      demo,
      totalMs,
    }
  } finally {
    await router.stop()
  }
}

function print(rounds: readonly Round[]): void {
  const row = (name: string, of: (round: Round) => number, unit = seconds) => {
    console.log(`${name.padEnd(34)}${unit(median(rounds.map(of))).padStart(10)}`)
  }
  const [load = 0] = loadavg()
  console.log(
    `\nMedians of ${rounds.length}, npm's cache ${values.warm ? 'warm' : 'empty'}, ` +
      `${availableParallelism()} cores with a load of ${load.toFixed(1)}`,
  )
  row('npm ci', ({ install }) => install.ms)
  row('  CPU, user + system', ({ install }) => install.cpuMs)
  row('  node_modules', ({ installedMb }) => installedMb, whole('MB'))
  row('  files', ({ installedFiles }) => installedFiles, whole(''))
  row('npm start, until Ready', ({ readyMs }) => readyMs)
  row('  until the page is served', ({ pageMs }) => pageMs)
  row('  CPU, until it is stopped', ({ start }) => start.cpuMs)
  row('npm run demo', ({ demo }) => demo.ms)
  row('clone to first delivered event', ({ totalMs }) => totalMs)
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

function whole(unit: string) {
  return (number: number) => `${Math.round(number)} ${unit}`
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
