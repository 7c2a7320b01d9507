import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'
import { Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'

import {
  allOf,
  anApp,
  arnOf,
  aStack,
  aTemplate,
  environmentOf,
  statementsOf,
  theOne,
  withoutBundling,
} from './a-stack.ts'

const template = aTemplate({ archive: 's3', retentionDays: '90' })
const streamOf = (table: string) => ({ 'Fn::GetAtt': [table, 'StreamArn'] })

describe('The archive of deliveries', () => {
  it('is a private, encrypted bucket with TLS only, which outlives the stack', () => {
    const [[id, bucket] = ['', {}]] = allOf(template, 'AWS::S3::Bucket').filter(([name]) =>
      name.startsWith('Archive'),
    )
    const policies = allOf(template, 'AWS::S3::BucketPolicy').map(([, policy]) => policy)
    const [policy = {}] = policies.filter((one) => JSON.stringify(one).includes(id))

    expect(bucket).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    })
    expect(statementsOf(policy)).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ])
    expect(template.toJSON()).toMatchObject({ Resources: { [id]: { DeletionPolicy: 'Retain' } } })
  })

  it.each([
    [90, 83],
    [8, 1],
  ])('deletes an object so that a delivery ends after %i days', (retentionDays, days) => {
    const given = aTemplate({ archive: 's3', retentionDays })

    expect(theOne(given, 'AWS::S3::Bucket', 'ArchiveBucket')).toMatchObject({
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: days, Status: 'Enabled' }] },
    })
  })

  it.each(['events', 'deliveries'])('reads what TTL deletes of the table of %s', (table) => {
    const stream = streamOf(`Tables${table}`)
    const mappings = allOf(template, 'AWS::Lambda::EventSourceMapping').map(([, one]) => one)
    const mapping = mappings.find(
      ({ EventSourceArn }) => JSON.stringify(EventSourceArn) === JSON.stringify(stream),
    )

    expect(theOne(template, 'AWS::DynamoDB::GlobalTable', `Tables${table}`)).toMatchObject({
      StreamSpecification: { StreamViewType: 'OLD_IMAGE' },
    })
    const [{ Pattern }] = (mapping as unknown as Mapping).FilterCriteria.Filters
    expect(JSON.parse(Pattern)).toEqual({
      userIdentity: { type: ['Service'], principalId: ['dynamodb.amazonaws.com'] },
      dynamodb: { OldImage: { packed: { B: [{ exists: true }] } } },
    })
    expect(mapping).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 10_000,
      MaximumBatchingWindowInSeconds: 300,
      BisectBatchOnFunctionError: true,
      MaximumRecordAgeInSeconds: 22 * 3600,
      DestinationConfig: { OnFailure: { Destination: arnOf('ArchiveBucket') } },
    })
    expect(mapping).not.toHaveProperty('MaximumRetryAttempts')
  })

  it('may read the two streams and add objects, and nothing else', () => {
    const policies = allOf(template, 'AWS::IAM::Policy').filter(([id]) => id.startsWith('Archive'))
    const statements = policies.flatMap(([, policy]) => statementsOf(policy))
    const actions = statements.flatMap(({ Action }) => Action)

    expect([...new Set(actions)].toSorted()).toEqual([
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:ListBucket',
      's3:PutObject',
    ])
  })

  it('tells every function that writes rows, which may keep events', () => {
    for (const name of ['FanOut', 'Deliver', 'Wake', 'ManagementApi']) {
      expect(environmentOf(template, `${name}Function`)).toMatchObject({ POSTRIDER_ARCHIVE: 's3' })
      const policies = allOf(template, 'AWS::IAM::Policy').filter(([id]) => id.startsWith(name))
      const puts = policies
        .flatMap(([, policy]) => statementsOf(policy))
        .filter(({ Action }) => [Action].flat().includes('dynamodb:PutItem'))
      expect(JSON.stringify(puts)).toContain('"Tablesevents"')
    }
  })

  it.each(['ArchiveLate', 'ArchiveUnreadable', 'ArchiveErrors'])(
    'has the alarm %s, with a heading in the runbook',
    (name) => {
      const [, alarm] =
        allOf(template, 'AWS::CloudWatch::Alarm').find(([id]) => id === `Alarms${name}`) ?? []
      const [, heading = ''] =
        /runbook\.md, "(.+)"$/.exec(String(alarm?.['AlarmDescription'])) ?? []

      expect(readFileSync('docs/runbook.md', 'utf8')).toContain(`\n## ${heading}\n`)
    },
  )

  it('stays as it is when it is ending, and no more rows leave', () => {
    const ending = aTemplate({ archive: 'ending' })

    expect(allOf(ending, 'AWS::Lambda::EventSourceMapping')).toHaveLength(
      allOf(template, 'AWS::Lambda::EventSourceMapping').length,
    )
    expect(environmentOf(ending, 'DeliverFunction')).toMatchObject({ POSTRIDER_ARCHIVE: 'ending' })
  })

  it("has only acknowledged findings of cdk-nag's AwsSolutions", () => {
    const app = anApp({ context: withoutBundling })
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
    aStack(app, { archive: 's3' })

    expect(() => app.synth()).not.toThrow()
  })

  it('is off by default', () => {
    const text = JSON.stringify(aTemplate().toJSON())

    expect(text).not.toMatch(/ArchiveBucket|POSTRIDER_ARCHIVE|StreamSpecification/)
  })
})

type Mapping = { FilterCriteria: { Filters: [{ Pattern: string }] } }
