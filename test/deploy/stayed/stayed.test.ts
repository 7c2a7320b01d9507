import { AdminListGroupsForUserCommand } from '@aws-sdk/client-cognito-identity-provider'
import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { output } from '../account.ts'
import { addManager, cognito } from '../people.ts'
import {
  arrival,
  asManager,
  deliveryOf,
  listen,
  setUpWebhook,
  subscriptionAdded,
} from '../trial.ts'

const Listed = z.object({ items: z.array(z.looseObject({ id: z.string() })) })

/** The stack was destroyed, and deployed again with the tables, the key and the pool that stayed. */
describe('A later deployment', () => {
  it('has the webhooks of the earlier one, and opens their secrets', async () => {
    const { body } = await asManager('GET', '/webhooks?search=stays')
    const [webhook] = Listed.parse(body).items

    expect(webhook).toMatchObject({ description: 'stays', events: ['reseller_registrant.added'] })
    expect(await asManager('GET', `/webhooks/${webhook?.id ?? ''}/secret`)).toMatchObject({
      status: 200,
      body: { secret: expect.stringMatching(/^whsec_/) as unknown },
    })
  })

  it('delivers events', async () => {
    const receiver = await listen()
    const webhook = await setUpWebhook(receiver)

    await subscriptionAdded()

    await arrival(receiver)
    await deliveryOf(webhook, 'successful')
  })

  it('knows people, and adds more to the groups that stayed', async () => {
    await addManager('--email', 'zoe@example.com', '--marketplace', 'acme')

    const { Groups = [] } = await cognito.send(
      new AdminListGroupsForUserCommand({
        UserPoolId: output('UserPoolId'),
        Username: 'zoe@example.com',
      }),
    )
    expect(Groups.map(({ GroupName }) => GroupName)).toEqual(['acme/manager'])
  })
})
