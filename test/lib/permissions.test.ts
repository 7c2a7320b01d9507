import { describe, expect, it } from '@jest/globals'

import { allOf, aTemplate, statementsOf, type Statement } from './a-stack.ts'

const template = aTemplate()

/** Actions on a log of its own, and on the queue that it works off, which every worker has. */
const work = (name: string) => [
  `logs:CreateLogStream ${name}FunctionLog`,
  `logs:PutLogEvents ${name}FunctionLog`,
  ...[
    'ChangeMessageVisibility',
    'DeleteMessage',
    'GetQueueAttributes',
    'GetQueueUrl',
    'ReceiveMessage',
  ].map((action) => `sqs:${action} ${name}Queue`),
  `sqs:SendMessage ${name}DeadLetters`,
]

/** All that each function may do. What is not here is denied; a new line needs a reason. */
const allowed = {
  FanOut: [
    ...work('FanOut'),
    'dynamodb:Query Tableswebhooks',
    'dynamodb:PutItem Tablesevents',
    'dynamodb:GetItem Tablesdeliveries',
    'dynamodb:PutItem Tablesdeliveries',
    'sqs:SendMessage DeliverQueue',
  ],
  Deliver: [
    ...work('Deliver'),
    'dynamodb:GetItem Tableswebhooks',
    'dynamodb:GetItem Tablesevents',
    'dynamodb:GetItem Tablesdeliveries',
    'dynamodb:PutItem Tablesdeliveries',
    'dynamodb:GetItem Tableswaiting',
    'dynamodb:PutItem Tableswaiting',
    'dynamodb:DeleteItem Tableswaiting',
    'dynamodb:GetItem Tablestokens',
    'dynamodb:PutItem Tablestokens',
    'kms:Decrypt SecretsKey',
    'kms:Encrypt SecretsKey, if kms:EncryptionContext:purpose is token',
    'sqs:SendMessage WakeQueue',
  ],
  Wake: [
    ...work('Wake'),
    'dynamodb:Query Tableswaiting',
    'dynamodb:Scan Tableswaiting',
    'dynamodb:GetItem Tableswaiting',
    'dynamodb:PutItem Tableswaiting',
    'dynamodb:DeleteItem Tableswaiting',
    'sqs:SendMessage DeliverQueue',
    'sqs:SendMessage WakeQueue',
  ],
  ManagementApi: [
    'logs:CreateLogStream ManagementApiFunctionLog',
    'logs:PutLogEvents ManagementApiFunctionLog',
    'dynamodb:Query Tableswebhooks',
    'dynamodb:GetItem Tableswebhooks',
    'dynamodb:PutItem Tableswebhooks',
    'dynamodb:DeleteItem Tableswebhooks',
    'dynamodb:GetItem Tablesdeliveries',
    'dynamodb:BatchGetItem Tablesdeliveries',
    'dynamodb:Query Tablesdeliveries',
    'dynamodb:Query Tablesdeliveries/index/byMarketplace',
    'dynamodb:Query Tablesdeliveries/index/byStatus',
    'dynamodb:Query Tablesdeliveries/index/byWebhook',
    'events:PutEvents EventIntakeBus',
    'kms:Encrypt SecretsKey',
    'kms:Decrypt SecretsKey, if kms:EncryptionContext:purpose is signing',
  ],
}

describe('The role of a function', () => {
  it.each(Object.entries(allowed))('%s may do what it has to, and nothing else', (name, wanted) => {
    expect(permissionsOf(name).sort()).toEqual([...wanted].sort())
  })

  it('belongs to Lambda alone, and has no policy of AWS, which says more than we would', () => {
    const roles = allOf(template, 'AWS::IAM::Role')

    expect(roles).toHaveLength(Object.keys(allowed).length)
    for (const [, role] of roles) {
      expect(role['ManagedPolicyArns']).toBeUndefined()
      expect(JSON.stringify(role['AssumeRolePolicyDocument'])).toContain('lambda.amazonaws.com')
    }
  })

  it("opens receivers' credentials for deliver alone", () => {
    const openers = Object.keys(allowed).flatMap((name) =>
      permissionsOf(name)
        .filter((permission) => permission.startsWith('kms:Decrypt'))
        .map((permission) => `${name} ${permission}`),
    )

    expect(openers).toEqual([
      'Deliver kms:Decrypt SecretsKey',
      'ManagementApi kms:Decrypt SecretsKey, if kms:EncryptionContext:purpose is signing',
    ])
  })

  it('says nowhere "everything"', () => {
    const policies = allOf(template, 'AWS::IAM::Policy').flatMap(([, policy]) =>
      statementsOf(policy),
    )

    expect(JSON.stringify(policies)).not.toContain('*')
  })
})

/** `dynamodb:GetItem Tableswebhooks`, …; with its condition, where it has one. */
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

/** One member must be exactly one text; anything else is not understood here, and fails. */
function conditionIn(condition: unknown): string {
  if (condition === undefined) return ''
  const [[operator, members] = ['', {}], ...others] = Object.entries(condition as object)
  const [[member, value] = ['', ''], ...more] = Object.entries(members as object)
  expect([operator, others, more]).toEqual(['StringEquals', [], []])
  return `, if ${member} is ${String(value)}`
}

function listOf<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value]
}

/** `Tableswebhooks` of its ARN; with what is behind, when it is joined to something. */
function targetOf(resource: unknown): string {
  return textsIn(resource)
    .filter((text) => text !== 'Arn')
    .join('')
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Object.values(value as object).flatMap(textsIn)
}
