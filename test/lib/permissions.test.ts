import { describe, expect, it } from '@jest/globals'

import { tableShapes } from '../../adapters/stores/table-shapes.ts'
import { allOf, aTemplate, statementsOf, type Statement } from './a-stack.ts'

const template = aTemplate()

/** Every worker's actions on its own log and on its queue. */
const work = (name: string, unreadable = 'DeadLetters') => [
  `logs:CreateLogStream ${name}FunctionLog`,
  `logs:PutLogEvents ${name}FunctionLog`,
  ...[
    'ChangeMessageVisibility',
    'DeleteMessage',
    'GetQueueAttributes',
    'GetQueueUrl',
    'ReceiveMessage',
  ].map((action) => `sqs:${action} ${name}Queue`),
  `sqs:SendMessage ${name}${unreadable}`,
]

/** Actions on a table or one of its indexes. */
function on(table: string, ...actions: string[]): string[] {
  return actions.map((action) => `dynamodb:${action} Tables${table}`)
}

/** Every permission of each function. A new line needs a reason. */
const allowed = {
  FanOut: [
    ...work('FanOut', 'Unreadable'),
    ...on('webhooks', 'Query'),
    ...on('events', 'GetItem', 'PutItem'),
    ...on('deliveries', 'GetItem', 'PutItem'),
    ...on('waiting', 'GetItem', 'Query', 'PutItem'),
    'sqs:SendMessage FanOutQueue',
    'sqs:SendMessage DeliverQueue',
    'sqs:SendMessage WakeQueue',
  ],
  Deliver: [
    ...work('Deliver'),
    ...on('webhooks', 'GetItem', 'PutItem'),
    ...on('events', 'GetItem'),
    ...on('deliveries', 'GetItem', 'PutItem'),
    ...on('waiting', 'GetItem', 'Query', 'PutItem', 'DeleteItem'),
    ...on('tokens', 'GetItem', 'PutItem'),
    'events:PutEvents EventIntakeBus',
    'kms:Decrypt SecretsKey, if kms:EncryptionContext:purpose is authentication,signing,key,token,url',
    'kms:Encrypt SecretsKey, if kms:EncryptionContext:purpose is token',
    'sqs:SendMessage WakeQueue',
    'sts:AssumeRole arn:AWS::Partition:iam::*:role/postrider-*',
  ],
  Wake: [
    ...work('Wake'),
    ...on('webhooks', 'GetItem', 'Query', 'PutItem'),
    ...on('events', 'GetItem', 'BatchGetItem', 'Query'),
    ...on('events/index/byTime', 'Query'),
    ...on('deliveries', 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem'),
    ...on('deliveries/index/byEndpointStatus', 'Query'),
    ...on('waiting', 'GetItem', 'Query', 'Scan', 'PutItem', 'DeleteItem'),
    'events:PutEvents EventIntakeBus',
    'sqs:SendMessage DeliverQueue',
    'sqs:SendMessage WakeQueue',
  ],
  CallVendor: [
    ...work('CallVendor', 'Unreadable'),
    ...on('integrations', 'GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'),
    ...on('integrations/index/byOpen', 'Query'),
    ...on('tokens', 'GetItem', 'PutItem'),
    'events:PutEvents EventIntakeBus',
    'kms:Decrypt SecretsKey, if kms:EncryptionContext:purpose is authentication,token,vendor',
    'kms:Encrypt SecretsKey, if kms:EncryptionContext:purpose is token',
    'sqs:SendMessage CallVendorQueue',
  ],
  Vendors: [
    'logs:CreateLogStream VendorsFunctionLog',
    'logs:PutLogEvents VendorsFunctionLog',
    ...on('integrations', 'GetItem', 'PutItem', 'DeleteItem'),
    'events:PutEvents EventIntakeBus',
    'kms:Decrypt SecretsKey, if kms:EncryptionContext:purpose is vendor',
  ],
  ManagementApi: [
    'logs:CreateLogStream ManagementApiFunctionLog',
    'logs:PutLogEvents ManagementApiFunctionLog',
    ...on('webhooks', 'GetItem', 'Query', 'PutItem', 'DeleteItem'),
    ...on('events', 'GetItem', 'BatchGetItem', 'Query', 'PutItem'),
    ...on('events/index/byTime', 'Query'),
    ...on('deliveries', 'GetItem', 'BatchGetItem', 'Query', 'PutItem'),
    ...Object.keys(tableShapes.deliveries.indexes).flatMap((index) =>
      on(`deliveries/index/${index}`, 'Query'),
    ),
    ...on('waiting', 'GetItem', 'Query', 'PutItem', 'DeleteItem'),
    ...on('integrations', 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem'),
    ...on('integrations/index/byMarketplace', 'Query'),
    ...on('integrations/index/byVendor', 'Query'),
    'events:PutEvents EventIntakeBus',
    'kms:Encrypt SecretsKey',
    'kms:Decrypt SecretsKey, if kms:EncryptionContext:purpose is signing,url',
    'sqs:SendMessage DeliverQueue',
    'sqs:SendMessage WakeQueue',
    'sqs:SendMessage CallVendorQueue',
  ],
  ManagementApiAuthorizer: [
    'logs:CreateLogStream ManagementApiAuthorizerFunctionLog',
    'logs:PutLogEvents ManagementApiAuthorizerFunctionLog',
    ...on('webhooks', 'GetItem', 'PutItem').map(
      (permission) => `${permission}, if dynamodb:LeadingKeys is *#api-keys`,
    ),
  ],
  Page: [
    'logs:CreateLogStream PageFunctionLog',
    'logs:PutLogEvents PageFunctionLog',
    's3:ListBucket PageFiles',
    's3:PutObject PageFiles/*',
    's3:DeleteObject PageFiles/*',
  ],
  SignIn: ['logs:CreateLogStream SignInFunctionLog', 'logs:PutLogEvents SignInFunctionLog'],
}

describe('The role of a function', () => {
  it.each(Object.entries(allowed))('%s has exactly these permissions', (name, expected) => {
    expect(permissionsOf(name).sort()).toEqual([...expected].sort())
  })

  it('can be assumed by Lambda only, and has no AWS managed policy, which would be too broad', () => {
    const roles = allOf(template, 'AWS::IAM::Role')

    expect(roles).toHaveLength(Object.keys(allowed).length)
    for (const [, role] of roles) {
      expect(role['ManagedPolicyArns']).toBeUndefined()
      expect(JSON.stringify(role['AssumeRolePolicyDocument'])).toContain('lambda.amazonaws.com')
    }
  })

  it('can decrypt credentials only for what calls with them, and each secret only for its purpose', () => {
    const openers = Object.keys(allowed).flatMap((name) =>
      permissionsOf(name)
        .filter((permission) => permission.startsWith('kms:Decrypt'))
        .map((permission) => `${name} ${permission}`),
    )

    expect(openers).toEqual([
      'Deliver kms:Decrypt SecretsKey, if kms:EncryptionContext:purpose is authentication,signing,key,token,url',
      'CallVendor kms:Decrypt SecretsKey, if kms:EncryptionContext:purpose is authentication,token,vendor',
      'Vendors kms:Decrypt SecretsKey, if kms:EncryptionContext:purpose is vendor',
      'ManagementApi kms:Decrypt SecretsKey, if kms:EncryptionContext:purpose is signing,url',
    ])
  })

  it("has no wildcards, except for the page's files and roles that others made for the router", () => {
    const policies = allOf(template, 'AWS::IAM::Policy')
      .filter(([id]) => !id.startsWith('PageFunction'))
      .flatMap(([, policy]) => statementsOf(policy))
      .map(({ Action, Resource }) => ({ Action, Resource }))

    const wild = policies.filter((policy) => JSON.stringify(policy).includes('*'))
    expect(wild.map(({ Action }) => Action)).toEqual(['sts:AssumeRole'])
  })
})

/** `dynamodb:GetItem Tableswebhooks`, …, with its condition if it has one. */
function permissionsOf(name: string): string[] {
  return allOf(template, 'AWS::IAM::Policy')
    .filter(([id]) => id === `${name}FunctionRoleDefaultPolicy`)
    .flatMap(([, policy]) => statementsOf(policy))
    .flatMap(permissionsIn)
}

function permissionsIn({ Effect, Action, Resource, Condition }: Statement): string[] {
  expect(Effect).toBe('Allow')
  return listOf(Action).flatMap((action) =>
    listOf(Resource).map((resource) => `${action} ${targetOf(resource)}${conditionIn(Condition)}`),
  )
}

/** Expects exactly one string; fails on anything else. */
function conditionIn(condition: unknown): string {
  if (condition === undefined) return ''
  const [[operator, members] = ['', {}], ...others] = Object.entries(condition as object)
  const [[member, value] = ['', ''], ...more] = Object.entries(members as object)
  expect(['StringEquals', 'ForAllValues:StringLike']).toContain(operator)
  expect([others, more]).toEqual([[], []])
  return `, if ${member} is ${String(value)}`
}

function listOf<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value]
}

/** `Tableswebhooks` from its ARN, with the suffix of a joined ARN. */
function targetOf(resource: unknown): string {
  return textsIn(resource)
    .filter((text) => text !== 'Arn')
    .join('')
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Object.values(value as object).flatMap(textsIn)
}
