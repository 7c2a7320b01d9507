import { expect, it } from '@jest/globals'

import { asManager } from './trial.ts'

/** `stayed/` finds the webhook in the next deployment. No other test publishes its event. */
it('A webhook is set up before the stack is destroyed', async () => {
  const { status } = await asManager('POST', '/webhooks', {
    body: {
      url: 'http://127.0.0.1:9/stays',
      events: ['reseller_registrant.added'],
      description: 'stays',
      authentication: { type: 'TOKEN', token: 't0ken' },
    },
  })

  expect(status).toBe(201)
})
