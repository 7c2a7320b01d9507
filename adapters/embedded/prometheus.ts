import type { IncomingMessage, ServerResponse } from 'node:http'

import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import { problem } from '../../core/api/problem.ts'
import type { Log } from '../../core/ports.ts'
import { type LineMetric, lineMetrics, metricsOf, namesIn } from '../common/line-metrics.ts'
import { sendProblem } from './malformed-request.ts'
import { isForeign } from './own-host.ts'

type PrometheusOptions = {
  log: Log
  /** The number of lines that the log could not write. */
  lostLines: (() => number) | undefined
  /** The number of dead letters by queue, and of malformed events. */
  deadLetters: () => Promise<Readonly<Record<string, number>>>
}

/** From a tenth of a second to a day, which a delivery that waits may take. */
const latencySeconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400]

/**
 * The metrics of log lines, the same as on AWS, as Prometheus reads them at `/metrics`. They begin
 * at zero when the process starts.
 */
export function prometheus({ log, lostLines, deadLetters }: PrometheusOptions) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  addDeadLetters(registry, deadLetters)
  if (lostLines !== undefined) addLostLines(registry, lostLines)
  const meters = metersIn(registry)
  return {
    /** Logs a line and counts its metrics. */
    log: (line: Parameters<Log>[0]): void => {
      log(line)
      const values = metricsOf(line)
      for (const name of namesIn(values)) meters[name](labelsOf(name, line), values[name] ?? 0)
    },

    /** Responds to `GET /metrics`; resolves with whether it was that. */
    answer: async (url: string, request: IncomingMessage, response: ServerResponse) => {
      const isRead = request.method === 'GET' || request.method === 'HEAD'
      if (!isRead || !/^\/metrics(\?|$)/.test(request.url ?? '')) return false
      if (isForeign(url, request)) sendProblem(response, refusal)
      else {
        response.setHeader('content-type', registry.contentType)
        response.setHeader('cache-control', 'no-store')
        response.end(await registry.metrics())
      }
      return true
    },
  }
}

const refusal = problem(403, 'Cannot show the metrics: they are for programs on this machine')

type Labels = Readonly<Record<string, string>>
type Meter = (labels: Labels, value: number) => void

function metersIn(registry: Registry): Readonly<Record<LineMetric, Meter>> {
  const registers = [registry]
  const count = (name: LineMetric): Meter => {
    const { help, by: labelNames } = lineMetrics[name]
    const counter = new Counter({ name: counterName(name), help, labelNames, registers })
    if (labelNames.length === 0) counter.inc(0)
    return (labels, value) => {
      counter.inc(labels, value)
    }
  }
  const { help, by: labelNames } = lineMetrics.latencyMs
  const name = 'postrider_delivery_latency_seconds'
  const latency = new Histogram({ name, help, labelNames, registers, buckets: latencySeconds })
  return {
    accepted: count('accepted'),
    filteredOut: count('filteredOut'),
    attempts: count('attempts'),
    delivered: count('delivered'),
    waiting: count('waiting'),
    failed: count('failed'),
    latencyMs: (labels, ms) => {
      latency.observe(labels, ms / 1000)
    },
    circuitsOpened: count('circuitsOpened'),
    vendorRefusals: count('vendorRefusals'),
    sweeps: count('sweeps'),
    ...{ canaries: ignore, canaryMs: ignore }, // one machine sends no canaries
    unreadableRows: ignore, // and has no archive
    errors: count('errors'),
    keyErrors: count('keyErrors'),
  }
}

function ignore(): void {
  // Nothing to count
}

/** `postrider_circuits_opened_total` */
function counterName(name: LineMetric): string {
  return `postrider_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_total`
}

function addDeadLetters(registry: Registry, deadLetters: PrometheusOptions['deadLetters']): void {
  new Gauge({
    name: 'postrider_dead_letters',
    help: 'Messages that could not be processed, and malformed events',
    labelNames: ['queue'],
    registers: [registry],
    async collect() {
      for (const [queue, count] of Object.entries(await deadLetters())) this.set({ queue }, count)
    },
  })
}

function addLostLines(registry: Registry, lostLines: () => number): void {
  new Gauge({
    name: 'postrider_log_lines_lost',
    help: 'Log lines that the reader of the output did not take',
    registers: [registry],
    collect() {
      this.set(lostLines())
    },
  })
}

function labelsOf(name: LineMetric, line: Parameters<Log>[0]): Labels {
  return Object.fromEntries(lineMetrics[name].by.map((field) => [field, String(line[field])]))
}
