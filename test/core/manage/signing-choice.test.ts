import { describe, expect, it } from '@jest/globals'

import { aWebhook } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'
import { aSealedSecret, aSecret } from '../../support/seal.ts'

const body = { url: 'https://a.example/', resource: 'USER', actions: ['ADDED'] }
const rotation = 'POST /webhooks/webhook-1/secret/rotate'
const signing = (number: number) => ({ sealed: aSealedSecret(number) })

describe('The signing secret of a webhook', () => {
  it.each([
    ['a new webhook', 'POST /webhooks', body, 'new-1'],
    ['a rotation', rotation, {}, 'webhook-1'],
  ])('may be given to %s', async (_, line, others, id) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    await world.ask(line, { body: { ...others, signingSecret: aSecret(9) } })

    const { body: shown } = await world.ask(`GET /webhooks/${id}/secret`)
    expect(shown).toMatchObject({ secret: aSecret(9) })
  })

  it.each([
    ['a new webhook', 'POST /webhooks', body, 'new-1'],
    ['a rotation', rotation, {}, 'webhook-1'],
  ])('may be that of another webhook: %s', async (_, line, others, id) => {
    const other = aWebhook({ id: 'webhook-1', signing: signing(7) })
    const world = aManagement({ webhooks: [other] })

    await world.ask(line, { body: { ...others, signingSecretFrom: 'webhook-1' } })

    const { body: shown } = await world.ask(`GET /webhooks/${id}/secret`)
    expect(shown).toMatchObject({ secret: aSecret(7) })
  })

  it.each([
    ['without the prefix', { signingSecret: aSecret().slice(6) }, 'signingSecret'],
    ['too short', { signingSecret: 'whsec_c2hvcnQ=' }, 'signingSecret'],
    ['too long', { signingSecret: `whsec_${'A'.repeat(88)}` }, 'signingSecret'],
    ['not base64', { signingSecret: `whsec_${'A'.repeat(33)}` }, 'signingSecret'],
    ['of no webhook', { signingSecretFrom: 'unknown' }, 'signingSecretFrom'],
    [
      'given twice',
      { signingSecret: aSecret(2), signingSecretFrom: 'webhook-1' },
      'signingSecretFrom',
    ],
  ])('is refused if it is %s', async (_, chosen, path) => {
    const world = aManagement({ webhooks: [aWebhook()] })

    const responses = [
      await world.ask('POST /webhooks', { body: { ...body, ...chosen } }),
      await world.ask(rotation, { body: chosen }),
    ]

    for (const response of responses) {
      expect(response).toMatchObject({ status: 400, body: { errors: [{ path }] } })
      expect(JSON.stringify(response)).not.toContain('whsec_AAAA')
    }
  })
})
