import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import {
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  GroupExistsException,
} from '@aws-sdk/client-cognito-identity-provider'
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { marketplacesOnAws } from '../../bin/marketplaces-on-aws.ts'
import { allOf } from '../support/all-of.ts'

const formation = mockClient(CloudFormationClient)
const cognito = mockClient(CognitoIdentityProviderClient)
const dynamo = mockClient(DynamoDBDocumentClient)
const acme = { name: 'acme', createdAt: '2026-03-01T12:00:00.000Z', createdBy: 'operator' }
const taken = new TransactionCanceledException({
  message: 'no',
  $metadata: {},
  CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }],
})
const tableNames = 'events=E,webhooks=Postrider-webhooks-1A2B'

beforeEach(() => {
  formation.reset()
  cognito.reset()
  dynamo.reset()
  cognito.on(CreateGroupCommand).resolves({})
  dynamo.on(TransactWriteCommand).resolves({})
  stackWith({ UserPoolId: 'pool-1', TableNames: tableNames })
})

describe('add() on AWS', () => {
  it('writes the row with its audit entry, and creates the groups', async () => {
    const { add } = await marketplacesOnAws('Postrider')

    const said = await add({ name: 'acme', description: 'Acme' })

    expect(said).toBe(
      'acme is registered; npm run add-manager -- --marketplace acme --email <email> adds a manager',
    )
    const [write] = dynamo.commandCalls(TransactWriteCommand)
    expect(write?.args[0].input.TransactItems).toMatchObject([
      {
        Put: {
          TableName: 'Postrider-webhooks-1A2B',
          Item: { pk: '#registered', sk: 'acme', name: 'acme', description: 'Acme' },
        },
      },
      { Put: { Item: { pk: 'acme#audit', action: 'marketplace.created', by: 'operator' } } },
    ])
    expect(groups()).toEqual([
      ['pool-1', 'acme/manager'],
      ['pool-1', 'acme/viewer'],
    ])
  })

  it('creates the missing groups of a marketplace that is registered', async () => {
    dynamo.on(TransactWriteCommand).rejects(taken)
    dynamo.on(GetCommand).resolves({ Item: { pk: '#registered', sk: 'acme', ...acme } })
    cognito
      .on(CreateGroupCommand, { GroupName: 'acme/manager' })
      .rejects(new GroupExistsException({ message: 'no', $metadata: {} }))
    const { add } = await marketplacesOnAws('Postrider')

    const said = await add({ name: 'acme' })

    expect(said).toContain('acme was registered already')
    expect(groups()).toContainEqual(['pool-1', 'acme/viewer'])
  })

  it('creates no groups for a name that differs from another only in case', async () => {
    dynamo.on(TransactWriteCommand).rejects(taken)
    dynamo.on(GetCommand).resolves({ Item: { pk: '#registered', sk: 'acme', ...acme } })
    const { add } = await marketplacesOnAws('Postrider')

    await expect(add({ name: 'ACME' })).rejects.toThrow("it differs from 'acme' only in case")
    expect(groups()).toEqual([])
  })

  it('writes nothing for an invalid name', async () => {
    const { add } = await marketplacesOnAws('Postrider')

    await expect(add({ name: 'a/b' })).rejects.toThrow(
      'Cannot accept the marketplace: name: must be 1 to 63 letters',
    )
    expect(dynamo.calls()).toEqual([])
  })

  it('leaves the groups to another provider', async () => {
    stackWith({ TableNames: tableNames })
    const { add } = await marketplacesOnAws('Postrider')

    expect(await add({ name: 'acme' })).toContain('acme/manager and acme/viewer at their provider')
    expect(groups()).toEqual([])
  })

  it('throws other errors of the user pool', async () => {
    cognito.on(CreateGroupCommand).rejects(new Error('Throttled'))
    const { add } = await marketplacesOnAws('Postrider')

    await expect(add({ name: 'acme' })).rejects.toThrow('Throttled')
  })
})

describe('list() on AWS', () => {
  it('reads all pages', async () => {
    const row = (number: number) => ({
      ...acme,
      pk: '#registered',
      sk: `shop${number}`,
      name: `shop-${number}`,
    })
    const rows = Array.from({ length: 150 }, (_, index) => row(1000 + index))
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: rows.slice(0, 101) })
      .resolvesOnce({ Items: rows.slice(100) })
    const { list } = await marketplacesOnAws('Postrider')

    const found = await allOf(list())

    expect(found.map(({ name }) => name)).toEqual(rows.map(({ name }) => name))
  })
})

describe('marketplacesOnAws()', () => {
  it('throws when the stack does not exist', async () => {
    formation.on(DescribeStacksCommand).rejects(new Error('Stack with id Other does not exist'))

    await expect(marketplacesOnAws('Other')).rejects.toThrow(
      "Cannot read the stack 'Other': Stack with id Other does not exist",
    )
  })

  it('throws when the stack is not a router', async () => {
    stackWith({})

    await expect(marketplacesOnAws('Other')).rejects.toThrow(
      "Cannot find the tables: the stack 'Other' has no output TableNames",
    )
  })
})

function stackWith(outputs: Readonly<Record<string, string>>) {
  formation.on(DescribeStacksCommand).resolves({
    Stacks: [
      {
        StackName: 'Postrider',
        CreationTime: new Date(0),
        StackStatus: 'CREATE_COMPLETE',
        Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
          OutputKey,
          OutputValue,
        })),
      },
    ],
  })
}

function groups() {
  return cognito
    .commandCalls(CreateGroupCommand)
    .map(({ args }) => [args[0].input.UserPoolId, args[0].input.GroupName])
}
