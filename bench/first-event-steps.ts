import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { lstat, readdir } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'

/** The time that a command took. */
export type Timed = { ms: number; cpuMs: number }

type Where = { cwd: string; env: Record<string, string> }

/** The time limit of a step. A step that exceeds it is killed, with its child processes. */
const limitMs = 10 * 60_000

const running = new Set<ChildProcess>()

/** Kills all running steps, so that waiting for them fails. */
export function endAll(): void {
  for (const child of running) signalGroup(child, 'SIGKILL')
}

/** Runs a command to its end. */
export async function run(command: string, args: readonly string[], where: Where): Promise<Timed> {
  const step = start(command, args, where)
  const late = setTimeout(step.end, limitMs)
  const code = await step.code
  clearTimeout(late)
  if (code !== 0) throw new Error(`Cannot run ${command} ${args.join(' ')}: ${step.output()}`)
  return step.timed()
}

/** `npm start`, until it is ready; it may serve the page later. */
export async function startRouter(where: Where) {
  const startedAt = performance.now()
  const step = start('npm', ['start'], where)
  const late = setTimeout(step.end, limitMs)
  const stop = async () => {
    clearTimeout(late)
    step.interrupt()
    await step.code
    return step.timed()
  }
  try {
    const url = await readyUrl(step)
    const readyMs = performance.now() - startedAt
    const served = untilPage(url).then(
      () => performance.now() - startedAt,
      () => NaN, // the router ended
    )
    return { readyMs, served, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The size of a folder as it lies on disk. */
export async function folderSize(folder: string): Promise<{ megabytes: number; files: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  let blocks = 0
  let files = 0
  for (const entry of entries) {
    blocks += (await lstat(join(entry.parentPath, entry.name))).blocks
    if (entry.isFile()) files += 1
  }
  return { megabytes: (blocks * 512) / 1024 ** 2, files }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** Bash counts the CPU time of a command and of all that it waited for. */
function start(command: string, args: readonly string[], { cwd, env }: Where) {
  const startedAt = performance.now()
  const timing = 'trap : INT; TIMEFORMAT="CPU %U %S"; time "$0" "$@"'
  const child = spawn('bash', ['-c', timing, command, ...args], {
    cwd,
    env: { ...withoutNpm(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // its own process group, which can be killed as a whole
  })
  running.add(child)
  let output = ''
  const append = (chunk: Buffer) => (output += chunk.toString())
  child.stdout.on('data', append)
  child.stderr.on('data', append)
  let ms = NaN
  const code = once(child, 'close').then(([code]: unknown[]) => {
    running.delete(child)
    ms = performance.now() - startedAt
    return code
  })
  return {
    child,
    code,
    output: () => output,
    /** Only for a command that has ended. */
    timed: (): Timed => ({ ms, cpuMs: cpuMs(output) }),
    interrupt: () => {
      signalGroup(child, 'SIGINT')
    },
    end: () => {
      signalGroup(child, 'SIGKILL')
    },
  }
}

async function readyUrl({ child, code, output }: ReturnType<typeof start>): Promise<string> {
  for (;;) {
    const url = /^Ready: (\S+)$/m.exec(output())?.[1]
    if (url !== undefined) return url
    const ended = await Promise.race([once(child.stdout, 'data').then(() => false), code])
    if (ended !== false) throw new Error(`Cannot start the router: ${output()}`)
  }
}

async function untilPage(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/`)
    await response.text()
    if (response.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function cpuMs(output: string): number {
  const [, user = NaN, system = NaN] = /^CPU ([\d.]+) ([\d.]+)$/m.exec(output) ?? []
  return (Number(user) + Number(system)) * 1000
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal)
  } catch {
    // The whole group has ended.
  }
}

/** Removes the variables that npm set for this process, which would confuse the npm of a clone. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours =
    /^(npm_(package|lifecycle|command|config_local_prefix|node_execpath|execpath)|INIT_CWD)/
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)))
}
