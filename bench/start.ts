import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { ClassicLevel } from 'classic-level'

import { aFolder, readyUrl, run } from '../test/support/process.ts'
import { aLog } from './log-fill.ts'

/** `npm run bench:start`: the start and the memory of one process, by the deliveries it holds. */
const sizes = [0, 1_000_000]
const times = 3

async function main(): Promise<void> {
  for (const size of sizes) {
    const folder = await aFolder()
    const db = new ClassicLevel(join(folder, 'db'))
    await aLog(db, size)
    await db.close()
    const starts = []
    for (let number = 0; number < times; number += 1) starts.push(await startIn(folder))
    const seconds = starts.map(({ ms }) => (ms / 1000).toFixed(1)).join(', ')
    const memory = Math.max(...starts.map(({ megabytes }) => megabytes))
    console.log(`${size} deliveries: ready after ${seconds} s, ${memory} MB`)
    await rm(folder, { recursive: true })
  }
}

/** Starts the router, until it is ready, and stops it. */
async function startIn(folder: string) {
  const startedAt = performance.now()
  const router = run('local.ts', [], { POSTRIDER_DATA: folder, POSTRIDER_PORT: '0' })
  await readyUrl(router)
  const ms = performance.now() - startedAt
  const megabytes = await memoryOf(router.child.pid ?? 0)
  router.child.kill('SIGINT')
  await router.ended
  return { ms, megabytes }
}

/** The resident memory of a process; 0 where there is no /proc. */
async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
}

await main()
