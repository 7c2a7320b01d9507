/** What a metric counts or measures, and by what it is broken down besides its total. */
type Metric = {
  readonly help: string
  readonly unit: 'Count' | 'Milliseconds'
  /** The fields of the log line that break it down. */
  readonly by: readonly ('marketplace' | 'webhook' | 'status')[]
}

/** The metrics, by their names on CloudWatch. Each comes from log lines and from nothing else. */
export const lineMetrics = {
  accepted: { help: 'Events that were fanned out', unit: 'Count', by: ['marketplace'] },
  filteredOut: {
    help: 'Deliveries that were not made, as an event did not match a filter',
    unit: 'Count',
    by: ['marketplace'],
  },
  attempts: { help: 'Attempts at deliveries', unit: 'Count', by: [] },
  delivered: { help: 'Deliveries that a receiver took', unit: 'Count', by: ['marketplace'] },
  waiting: {
    help: 'Failed attempts after which the delivery waits for another one',
    unit: 'Count',
    by: ['marketplace'],
  },
  failed: { help: 'Deliveries that failed for good', unit: 'Count', by: ['marketplace'] },
  latencyMs: {
    help: "From an event's timestamp until a receiver took it",
    unit: 'Milliseconds',
    by: ['marketplace'],
  },
  circuitsOpened: {
    help: 'Receivers that failed too often',
    unit: 'Count',
    by: ['marketplace', 'webhook'], // only webhooks in trouble: each one costs
  },
  vendorRefusals: { help: 'Requests of vendors that were refused', unit: 'Count', by: ['status'] },
  sweeps: { help: 'Sweeps that ended', unit: 'Count', by: [] },
  canaries: { help: 'Canaries that arrived', unit: 'Count', by: [] },
  canaryMs: { help: 'From sending a canary until it arrived', unit: 'Milliseconds', by: [] },
  errors: { help: 'Lines of level ERROR', unit: 'Count', by: [] },
  unreadableRows: { help: 'Rows that the archive cannot read', unit: 'Count', by: [] },
  keyErrors: { help: 'Secrets that could not be sealed or opened', unit: 'Count', by: [] },
} as const satisfies Readonly<Record<string, Metric>>

export type LineMetric = keyof typeof lineMetrics
type Values = Partial<Record<LineMetric, number>>

/** The metrics that have a value. */
export function namesIn(values: Partial<Record<LineMetric, unknown>>): LineMetric[] {
  return Object.keys(values).filter((name): name is LineMetric => name in lineMetrics)
}

type Line = Readonly<Record<string, unknown>>

/** The metrics of a log line; most lines have none. */
export function metricsOf(line: Line): Values {
  if (line['level'] === 'ERROR') return metricsOfError(line)
  switch (line['message']) {
    case 'fanned out':
      return metricsOfFanOut(line)
    case 'attempt':
      return line['isTest'] === true ? {} : metricsOfAttempt(line)
    case 'circuit opened':
      return { circuitsOpened: 1 }
    case 'vendor refused':
      return { vendorRefusals: 1 }
    case 'sweep done':
      return { sweeps: 1 }
    case 'canary arrived':
      return { canaries: 1, canaryMs: Number(line['canaryMs']) }
    default:
      return {}
  }
}

function metricsOfFanOut({ isContinued, filteredOut }: Line): Values {
  if (isContinued === true) return {}
  return { accepted: 1, ...(typeof filteredOut === 'number' && { filteredOut }) }
}

function metricsOfAttempt({ outcome, eventAgeMs, nextAttemptAt }: Line): Values {
  if (outcome === 'delivered') {
    return {
      attempts: 1,
      delivered: 1,
      ...(typeof eventAgeMs === 'number' && { latencyMs: eventAgeMs }),
    }
  }
  return { attempts: 1, ...(nextAttemptAt === undefined ? { failed: 1 } : { waiting: 1 }) }
}

function metricsOfError({ message }: Line): Values {
  const text = String(message)
  return {
    errors: 1,
    ...(/Cannot (open|seal) (a|the) secret/.test(text) && { keyErrors: 1 }),
    ...(text.startsWith('Cannot archive a row') && { unreadableRows: 1 }),
  }
}
