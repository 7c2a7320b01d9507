import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

import { bundleEnvironment, theBundles } from '../test/lib/the-bundles.ts'

/**
 * `npm run bench:cold-start`: the size of each function's bundle, and how long its import takes.
 */
const times = 10

async function main(): Promise<void> {
  const outdir = await mkdtemp(join(tmpdir(), 'postrider-bundles-'))
  console.log('                    bytes   gzipped   import, median')
  for (const [name, file] of theBundles(outdir)) {
    const code = await readFile(file)
    const sizes = [code, gzipSync(code)].map(({ length }) =>
      length.toLocaleString('en').padStart(9),
    )
    const ms = (await importMs(file)).toFixed(0)
    console.log(`${name.padEnd(15)} ${sizes.join(' ')}   ${ms.padStart(4)} ms`)
  }
  await rm(outdir, { recursive: true })
}

/** The median time to import a file in a new process, in milliseconds. */
async function importMs(file: string): Promise<number> {
  const script = `const from = performance.now()
    await import(${JSON.stringify(`file://${file}`)})
    console.log(performance.now() - from)
    process.exit()`
  const found: number[] = []
  for (let time = 0; time < times; time += 1) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', script],
      { env: bundleEnvironment },
    )
    found.push(Number(stdout))
  }
  return found.toSorted((a, b) => a - b)[times / 2] ?? NaN
}

await main()
