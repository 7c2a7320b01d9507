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
          metric('delivered', 'Count', [[], ['marketplace']]),
          metric('latencyMs', 'Milliseconds', [[], ['marketplace']]),
        ],
      },
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

  it('logs other lines as they are', () => {
    expect(logged({ message: 'woken', deliveries: 3 })).toEqual({ message: 'woken', deliveries: 3 })
  })
})

function metric(Name: string, Unit: string, Dimensions: string[][]) {
  return { Namespace: 'Postrider', Dimensions, Metrics: [{ Name, Unit }] }
}
