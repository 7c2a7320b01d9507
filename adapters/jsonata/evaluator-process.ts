import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'

import * as z from 'zod'

import { LocalFault } from '../../core/deliveries/local-fault.ts'
import type { Evaluated, Evaluation } from '../../core/webhooks/transformation.ts'
import { residentMb } from './resident-memory.ts'

/** What an evaluation may take. `depth` counts nested calls, `items` those of one array. */
export type EvaluationLimits = {
  ms: number
  residentMb: number
  depth: number
  items: number
  bytes: number
}

/** A process that evaluates one expression after the other. */
export type Evaluator = {
  /** Resolves after the time limit at the latest. */
  run: (work: Omit<Evaluation, 'owner'>, limits: EvaluationLimits) => Promise<Evaluated>
  /** Whether it can run another one. */
  isAlive: () => boolean
  stop: () => void
}

/** Beyond JSONata's own time limit, which leaves the process alive. */
const graceMs = 250

/** Node.js starts within two seconds on a small Lambda function. */
const startMs = 15_000

const watchMs = 10

/**
 * Starts a process without environment variables, and so without credentials. A thread would not do:
 * V8 ends the whole process when one allocation exceeds a thread's heap.
 */
export async function startEvaluator(): Promise<Evaluator> {
  const child = fork(fileURLToPath(new URL('./evaluator.mjs', import.meta.url)), {
    env: {},
    execArgv: [
      '--max-old-space-size=48',
      '--max-semi-space-size=4',
      '--disable-proto=delete',
      '--disallow-code-generation-from-strings',
    ],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const stop = () => child.kill('SIGKILL')
  await started(child).catch((error: unknown) => {
    stop()
    throw error
  })
  lowerPriority(child)
  child.unref()
  child.channel?.unref()
  return {
    run: ({ expression, input }, limits) => run(child, { expression, input, limits }),
    isAlive: () => child.connected && !child.killed && child.exitCode === null,
    stop,
  }
}

/** Deliveries come first. */
function lowerPriority({ pid }: ChildProcess) {
  if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
}

async function started(child: ChildProcess): Promise<void> {
  const signal = AbortSignal.timeout(startMs)
  const exited = once(child, 'exit', { signal }).then(() => {
    throw new LocalFault('EVALUATOR_EXIT')
  })
  try {
    await Promise.race([once(child, 'message', { signal }), exited])
  } catch (error) {
    throw error instanceof LocalFault ? error : new LocalFault(codeOf(error))
  }
}

type Job = { expression: string; input: string | undefined; limits: EvaluationLimits }

/** Resolves with what the process answers, or kills it. */
function run(child: ChildProcess, job: Job): Promise<Evaluated> {
  const { ms, residentMb: maxMb } = job.limits
  return new Promise((resolve) => {
    const kill = (reason: string) => {
      child.kill('SIGKILL')
      end({ reason })
    }
    const end = (evaluated: Evaluated) => {
      clearTimeout(deadline)
      clearInterval(watch)
      child.off('message', onMessage).off('exit', onExit)
      resolve(evaluated)
    }
    const onMessage = (message: unknown) => {
      end(Answer.parse(message))
    }
    const onExit = () => {
      end({ reason: tooMuchMemory })
    }
    const deadline = setTimeout(kill, ms + graceMs, `took longer than ${ms} ms`)
    const watch = setInterval(() => {
      if (residentMb(child.pid) > maxMb) kill(tooMuchMemory)
    }, watchMs)
    child.on('message', onMessage).on('exit', onExit)
    child.send(job, (error) => {
      if (error !== null) kill('the evaluator has ended')
    })
  })
}

const tooMuchMemory = 'took too much memory'

const Answer = z.union([
  z.object({ json: z.string() }),
  z.object({ reason: z.string(), position: z.number().optional() }),
])

function codeOf(error: unknown): string {
  return z.object({ code: z.string() }).safeParse(error).data?.code ?? String(error)
}
