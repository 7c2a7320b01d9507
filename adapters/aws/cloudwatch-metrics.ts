import { consoleLog } from '../common/console-log.ts'
import { type LineMetric, lineMetrics, metricsOf, namesIn } from '../common/line-metrics.ts'
import type { Log } from '../../core/ports.ts'

type EmfOptions = {
  namespace: string
  /** Whether metrics are broken down by marketplace; each one costs. Webhooks in trouble always are. */
  byMarketplace: boolean
  /** Which share of the first attempts that delivered is logged in full; the others have metrics only. */
  attemptShare?: number
  random?: () => number
  now?: () => Date
  log?: Log
}

/**
 * Logs each line with its metrics in CloudWatch's embedded metric format, from which CloudWatch
 * makes metrics: nothing is sent, and what a metric counts can be found in the log.
 */
export function emfLog({
  namespace,
  byMarketplace,
  attemptShare = 1,
  random = Math.random,
  now = () => new Date(),
  log = consoleLog,
}: EmfOptions): Log {
  const breakdownOf = (name: LineMetric) => {
    const { by } = lineMetrics[name]
    return byMarketplace || by.join() !== 'marketplace' ? by.join() : ''
  }
  const directivesOf = (all: readonly LineMetric[]) =>
    [...new Set(all.map(breakdownOf))].map((breakdown) => ({
      Namespace: namespace,
      Dimensions: breakdown === '' ? [[]] : [[], breakdown.split(',')],
      Metrics: all
        .filter((name) => breakdownOf(name) === breakdown)
        .map((name) => ({ Name: name, Unit: lineMetrics[name].unit })),
    }))
  return (line) => {
    const values = metricsOf(line)
    const names = namesIn(values)
    if (names.length === 0) {
      log(line)
      return
    }
    const isWhole = attemptShare >= 1 || !isFirstSuccess(line) || random() < attemptShare
    const _aws = { Timestamp: now().getTime(), CloudWatchMetrics: directivesOf(names) }
    log({ ...(isWhole ? line : shortened(line)), ...values, _aws })
  }
}

type Line = Parameters<Log>[0]

function isFirstSuccess({ message, outcome, number, recorded }: Line): boolean {
  return message === 'attempt' && outcome === 'delivered' && number === 1 && recorded !== false
}

/** What its metrics are broken down by, and what the dashboard filters by. */
function shortened({ message, marketplace, outcome }: Line): Line {
  return { message, marketplace, outcome, isShort: true }
}
