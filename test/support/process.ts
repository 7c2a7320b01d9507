import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

type Ended = {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A command of the project in its own process, with its output so far. */
export type Running = {
  child: ChildProcess
  stdout: () => string
  ended: Promise<Ended>
}

/** Starts a file of `bin/` as `npm start` does, with these variables in addition to the tests'. */
export function run(file: string, args: readonly string[], env: Record<string, string>): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'bin', file), ...args], {
    cwd: root,
    env: { ...withoutSettings(process.env), API_RATE_PER_SECOND: '10000', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({
    code: typeof code === 'number' ? code : null,
    signal: (signal ?? null) as NodeJS.Signals | null,
    stdout,
    stderr,
  }))
  return { child, stdout: () => stdout, ended }
}

/** A fresh folder for a router's data. */
export function aFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'postrider-'))
}

/** Waits for the line that says where the router listens. */
export async function readyUrl({ child, stdout, ended }: Running): Promise<string> {
  for (;;) {
    const url = /^Ready: (\S+)$/m.exec(stdout())?.[1]
    if (url !== undefined) return url
    const end = await Promise.race([once(child.stdout ?? child, 'data'), ended])
    if ('code' in end)
      throw new Error(`The router ended with ${end.code}: ${end.stdout}${end.stderr}`)
  }
}

/** The environment without the developer's own settings. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !name.startsWith('POSTRIDER_') && name !== 'NODE_OPTIONS',
    ),
  )
}
