import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'
import { Validations } from 'aws-cdk-lib'
import { Match } from 'aws-cdk-lib/assertions'
import { AwsSolutionsChecks } from 'cdk-nag'

import {
  allOf,
  anApp,
  arnOf,
  aStack,
  aTemplate,
  environmentOf,
  statementsOf,
  withoutBundling,
} from './a-stack.ts'

const template = aTemplate({ canary: 'on' })

describe('The canary', () => {
  it('is sent every five minutes, to a receiver that is a route of the API', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [
        Match.objectLike({
          Arn: arnOf('CanaryFunction'),
          Input: Match.objectLike({ 'Fn::Join': ['', Match.arrayWith(['/canary"}'])] }),
          RetryPolicy: { MaximumRetryAttempts: 0 },
        }),
      ],
    })
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: 'POST /canary',
      AuthorizationType: 'NONE',
    })
  })

  it('may change its own webhook, publish, and open signing secrets, and nothing else', () => {
    const policies = allOf(template, 'AWS::IAM::Policy').filter(([id]) => id.startsWith('Canary'))
    const statements = policies.flatMap(([, policy]) => statementsOf(policy))
    const lines = statements.flatMap(({ Action, Condition }) =>
      [Action].flat().map((action) => `${action} ${JSON.stringify(Condition ?? '')}`),
    )
    const own =
      '{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["postrider-canary*","#marketplaces"]}}'

    expect(lines.toSorted()).toEqual([
      ...['DeleteItem', 'GetItem', 'PutItem', 'Query'].map((name) => `dynamodb:${name} ${own}`),
      'events:PutEvents ""',
      'kms:Decrypt {"StringEquals":{"kms:EncryptionContext:purpose":"signing"}}',
      'kms:Encrypt ""',
      'logs:CreateLogStream ""',
      'logs:PutLogEvents ""',
    ])
    expect(environmentOf(template, 'CanaryFunction')).toMatchObject({
      EVENT_SOURCE: 'marketplace',
      METRICS_NAMESPACE: 'Postrider',
    })
  })

  it('raises an alarm when none arrived for 15 minutes, with a heading in the runbook', () => {
    const [, alarm] =
      allOf(template, 'AWS::CloudWatch::Alarm').find(([id]) => id === 'AlarmsCanarySilent') ?? []
    const [, heading = ''] = /runbook\.md, "(.+)"$/.exec(String(alarm?.['AlarmDescription'])) ?? []

    expect(alarm).toMatchObject({
      MetricName: 'canaries',
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 3,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    })
    expect(readFileSync('docs/runbook.md', 'utf8')).toContain(`\n## ${heading}\n`)
    const [[, dashboard] = []] = allOf(template, 'AWS::CloudWatch::Dashboard')
    expect(JSON.stringify(dashboard)).toContain('canaryMs')
    expect(JSON.stringify(dashboard)).toContain('AlarmsCanarySilent')
  })

  it("has only acknowledged findings of cdk-nag's AwsSolutions", () => {
    const app = anApp({ context: withoutBundling })
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
    aStack(app, { canary: 'on' })

    expect(() => app.synth()).not.toThrow()
  })

  it('is off by default', () => {
    const text = JSON.stringify(aTemplate().toJSON())

    expect(text).not.toMatch(/canary/i)
  })
})
