import { randomUUID } from 'node:crypto'

import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CreateGroupCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, it } from '@jest/globals'

import { ask, output } from './account.ts'
import { addManager, codeFor, cognito, npmRun, setPassword, tokensFor } from './people.ts'

const onAws = ['--stack', 'Postrider']

/** Marketplaces that are added to a deployment, in an emulated AWS account. */
describe('A marketplace', () => {
  it('is added by one command, and has managers without another deployment', async () => {
    const email = `mia-${randomUUID()}@example.com`

    const added = await npmRun('marketplaces', 'add', 'initech', ...onAws)
    await addManager('--email', email, '--marketplace', 'initech')
    const again = await npmRun('marketplaces', 'add', 'initech', ...onAws)

    expect(added).toContain('initech is registered; npm run add-manager')
    expect(again).toContain('initech was registered already')
    const token = await tokenOf(email)
    expect(await ask('GET', '/me', { token })).toMatchObject({
      status: 200,
      body: { subject: email, marketplace: 'initech', role: 'manager' },
    })
    expect(await ask('GET', '/audit', { token })).toMatchObject({
      body: { items: [{ action: 'marketplace.created', by: 'operator' }] },
    })
  })

  it('is registered and listed by an operator, by API and by command', async () => {
    const email = `otto-${randomUUID()}@example.com`
    await addOperator(email)
    const token = await tokenOf(email)

    const body = { name: 'hooli', description: 'Hooli Store' }
    const registered = await ask('POST', '/marketplaces', { token, body })

    expect(registered).toMatchObject({ status: 201, body: { ...body, createdBy: email } })
    expect(await ask('POST', '/marketplaces', { token, body })).toMatchObject({ status: 409 })
    expect(await ask('GET', '/webhooks', { token })).toMatchObject({ status: 403 })
    expect(await npmRun('marketplaces', 'list', ...onAws)).toMatch(/^hooli {2}\S+ {2}Hooli Store$/m)
  })
})

async function tokenOf(email: string): Promise<string> {
  const { token } = await tokensFor(await codeFor(email, await setPassword(email)))
  return token
}

/** With the calls that docs/deploy.md makes. */
async function addOperator(email: string): Promise<void> {
  const pool = { UserPoolId: output('UserPoolId') }
  const attributes = { email, email_verified: 'true' }
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }))
  const group = { ...pool, GroupName: 'operator' }
  await cognito.send(new CreateGroupCommand(group))
  await cognito.send(new AdminCreateUserCommand({ ...pool, Username: email, UserAttributes }))
  await cognito.send(new AdminAddUserToGroupCommand({ ...group, Username: email }))
}
