import { consoleLog } from '../common/console-log.ts'
import { type LineMetric, lineMetrics, metricsOf, namesIn } from '../common/line-metrics.ts'
import type { Log } from '../../core/ports.ts'

type EmfOptions = {
  namespace: string
  /** Whether metrics are broken down by marketplace; each one costs. Webhooks in trouble always are. */
  byMarketplace: boolean
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
  now = () => new Date(),
  log = consoleLog,
}: EmfOptions): Log {
  const directiveOf = (name: LineMetric) => {
    const { by, unit } = lineMetrics[name]
    const isBrokenDown = by.length > 1 || (by.length === 1 && byMarketplace)
    return {
      Namespace: namespace,
      Dimensions: isBrokenDown ? [[], by] : [[]],
      Metrics: [{ Name: name, Unit: unit }],
    }
  }
  const directives = new Map(namesIn(lineMetrics).map((name) => [name, directiveOf(name)]))
  return (line) => {
    const values = metricsOf(line)
    const names = namesIn(values)
    if (names.length === 0) {
      log(line)
      return
    }
    const CloudWatchMetrics = names.map((name) => directives.get(name))
    log({ ...line, ...values, _aws: { Timestamp: now().getTime(), CloudWatchMetrics } })
  }
}
