import { describe, expect, it } from '@jest/globals'

import { emfLog } from '../../../adapters/aws/cloudwatch-metrics.ts'

type Line = Readonly<Record<string, unknown>>

function logged(line: Line, byMarketplace = true): Line | undefined {
  const lines: Line[] = []
  const now = () => new Date(1_700_000_000_000)
  emfLog({ namespace: 'Postrider', byMarketplace, now, log: (one) => void lines.push(one) })(line)
  expect(lines).toHaveLength(1)
  return lines[0]
}

describe('emfLog()', () => {
  it("logs an attempt with its metrics in CloudWatch's embedded metric format", () => {
    const line = { message: 'attempt', marketplace: 'acme', outcome: 'delivered', eventAgeMs: 250 }

    expect(logged(line)).toEqual({
      ...line,
      attempts: 1,
      delivered: 1,
      latencyMs: 250,
      _aws: {
        Timestamp: 1_700_000_000_000,
        CloudWatchMetrics: [
          metric('attempts', 'Count', [[]]),
          {
            ...metric('delivered', 'Count', [[], ['marketplace']]),
            Metrics: [
              { Name: 'delivered', Unit: 'Count' },
              { Name: 'latencyMs', Unit: 'Milliseconds' },
            ],
          },
        ],
      },
    })
  })

  it('breaks refusals of vendors down by status, whatever the setting', () => {
    const line = { message: 'vendor refused', status: '401' }

    const { _aws: directives } = logged(line, false) ?? {}

    expect(directives).toMatchObject({
      CloudWatchMetrics: [metric('vendorRefusals', 'Count', [[], ['status']])],
    })
  })

  it('breaks nothing down by marketplace when it is off, but webhooks in trouble', () => {
    const opened = { message: 'circuit opened', marketplace: 'acme', webhook: 'w1' }

    expect(logged({ message: 'fanned out', marketplace: 'acme' }, false)).toMatchObject({
      _aws: { CloudWatchMetrics: [metric('accepted', 'Count', [[]])] },
    })
    expect(logged(opened, false)).toMatchObject({
      _aws: {
        CloudWatchMetrics: [metric('circuitsOpened', 'Count', [[], ['marketplace', 'webhook']])],
      },
    })
  })

  const attempt = {
    message: 'attempt',
    marketplace: 'acme',
    delivery: 'delivery-1',
    number: 1,
    outcome: 'delivered',
    eventAgeMs: 250,
  }

  it('logs a share of the first successes in full, and all of their metrics', () => {
    const [whole, short] = [sampled(attempt, 0.2), sampled(attempt, 0.3)]

    expect(whole).toMatchObject(attempt)
    expect(short).toEqual({
      message: 'attempt',
      marketplace: 'acme',
      outcome: 'delivered',
      isShort: true,
      attempts: 1,
      delivered: 1,
      latencyMs: 250,
      _aws: whole?.['_aws'],
    })
  })

  it.each<[string, Line]>([
    ['an attempt that failed', { ...attempt, outcome: 'failed' }],
    ['a later attempt', { ...attempt, number: 2 }],
    ['an attempt that was not recorded', { ...attempt, recorded: false }],
    ['a test', { ...attempt, isTest: true }],
    ['another line', { message: 'fanned out', marketplace: 'acme' }],
  ])('always logs %s in full', (_, line) => {
    expect(sampled(line, 0.9)).toMatchObject(line)
  })

  it('logs other lines as they are', () => {
    expect(logged({ message: 'woken', deliveries: 3 })).toEqual({ message: 'woken', deliveries: 3 })
  })
})

/** The line when a quarter is logged in full and chance says this. */
function sampled(line: Line, chance: number): Line | undefined {
  const lines: Line[] = []
  emfLog({
    namespace: 'Postrider',
    byMarketplace: true,
    attemptShare: 0.25,
    random: () => chance,
    now: () => new Date(1_700_000_000_000),
    log: (one) => void lines.push(one),
  })(line)
  return lines[0]
}

function metric(Name: string, Unit: string, Dimensions: string[][]) {
  return { Namespace: 'Postrider', Dimensions, Metrics: [{ Name, Unit }] }
}
