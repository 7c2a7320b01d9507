import type { Evaluated, TransformationPorts } from '../../core/webhooks/transformation.ts'
import { type EvaluationLimits, type Evaluator, startEvaluator } from './evaluator-process.ts'
import { turnsOf } from './turns.ts'

/** 64 MB for the expression, besides what Node.js needs. */
export const evaluationLimits: EvaluationLimits = {
  ms: 1000,
  residentMb: 120,
  depth: 500,
  items: 100_000,
  bytes: 200 * 1024,
}

type Options = {
  /** How many expressions are evaluated at the same time. */
  size: number
  limits?: EvaluationLimits
  start?: () => Promise<Evaluator>
}

/** How long a process waits for its next expression. */
const idleMs = 60_000

/**
 * Evaluates expressions in processes that are started when they are needed. One that exceeded a limit
 * is replaced.
 */
export function evaluators({
  size,
  limits = evaluationLimits,
  start = startEvaluator,
}: Options): TransformationPorts {
  const idle: { evaluator: Evaluator; timer: NodeJS.Timeout }[] = []
  const inTurn = turnsOf(size)

  const take = (): Promise<Evaluator> | Evaluator => {
    const found = idle.pop()
    if (found === undefined) return start()
    clearTimeout(found.timer)
    return found.evaluator.isAlive() ? found.evaluator : take()
  }
  const giveBack = (evaluator: Evaluator) => {
    if (!evaluator.isAlive()) return
    const timer = setTimeout(() => {
      evaluator.stop()
    }, idleMs)
    timer.unref()
    idle.push({ evaluator, timer })
  }
  return {
    evaluate: ({ owner, ...work }) =>
      inTurn(owner, async (): Promise<Evaluated> => {
        const evaluator = await take()
        const evaluated = await evaluator.run(work, limits)
        giveBack(evaluator)
        return evaluated
      }),
  }
}
