import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  ResourceNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { addManager, userPoolOf } from '../../../adapters/aws/cognito-managers.ts'

const cognito = mockClient(CognitoIdentityProviderClient)
const formation = mockClient(CloudFormationClient)
const ann = {
  email: 'ann@example.com',
  marketplace: 'acme',
  role: 'manager',
  stack: 'Shop',
} as const
const said = { message: 'no', $metadata: {} }

beforeEach(() => {
  cognito.reset()
  cognito.onAnyCommand().resolves({})
  formation.reset()
})

describe('addManager()', () => {
  it('creates the user, has Cognito email them, and adds them to the group', async () => {
    const done = await addManager('pool-1', ann)

    expect(done).toBe('added')
    expect(cognito.commandCalls(AdminCreateUserCommand).map(({ args }) => args[0].input)).toEqual([
      {
        UserPoolId: 'pool-1',
        Username: 'ann@example.com',
        UserAttributes: [
          { Name: 'email', Value: 'ann@example.com' },
          { Name: 'email_verified', Value: 'true' },
        ],
        DesiredDeliveryMediums: ['EMAIL'],
      },
    ])
    expect(
      cognito.commandCalls(AdminAddUserToGroupCommand).map(({ args }) => args[0].input),
    ).toEqual([{ UserPoolId: 'pool-1', Username: 'ann@example.com', GroupName: 'acme/manager' }])
  })

  it('adds an existing user to the group', async () => {
    cognito.on(AdminCreateUserCommand).rejects(new UsernameExistsException(said))

    expect(await addManager('pool-1', ann)).toBe('already existed')
    expect(cognito.commandCalls(AdminAddUserToGroupCommand)).toHaveLength(1)
  })

  it('throws when the marketplace is not registered', async () => {
    cognito.on(AdminAddUserToGroupCommand).rejects(new ResourceNotFoundException(said))

    await expect(addManager('pool-1', ann)).rejects.toThrow(
      "Cannot add to 'acme/manager': the user pool has no such group; npm run marketplaces -- add acme --stack Shop creates it",
    )
  })

  it('rethrows other errors', async () => {
    cognito.on(AdminCreateUserCommand).rejects(new Error('Throttled'))

    await expect(addManager('pool-1', ann)).rejects.toThrow('Throttled')
  })
})

describe('userPoolOf()', () => {
  it("reads the id from the stack's outputs", async () => {
    const outputs = [{ OutputKey: 'UserPoolId', OutputValue: 'pool-1' }]
    formation.on(DescribeStacksCommand, { StackName: 'Postrider' }).resolves({
      Stacks: [
        {
          StackName: 'Postrider',
          CreationTime: new Date(0),
          StackStatus: 'CREATE_COMPLETE',
          Outputs: outputs,
        },
      ],
    })

    expect(await userPoolOf('Postrider')).toBe('pool-1')
  })

  it('throws when the stack has no such output', async () => {
    formation.on(DescribeStacksCommand).resolves({ Stacks: [] })

    await expect(userPoolOf('Other')).rejects.toThrow("the stack 'Other' has no output UserPoolId")
  })
})
