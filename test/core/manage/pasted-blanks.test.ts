import { describe, expect, it } from '@jest/globals'

import { NewWebhook } from '../../../core/webhooks/webhook-input.ts'
import { bodyOf, aManagement } from '../../support/management-world.ts'
import { aSecret } from '../../support/seal.ts'

const url = 'https://crm.example.com/hook'
const plain = { url, events: ['user.added'] }
const oauth2 = {
  type: 'OAUTH2_CLIENT_CREDENTIALS',
  accessTokenUri: 'https://login.example.com/token',
  clientId: 'client-1',
  clientSecret: 's3cret',
}

type Case = [string, object, object]

const token = (text: string) => ({ type: 'TOKEN', token: text })
const withAuthentication = (authentication: object) => ({ authentication })

describe('blanks around what was pasted', () => {
  it.each<Case>([
    ['url', { url: `\t${url} ` }, { url }],
    ['signingSecret', { signingSecret: ` ${aSecret(3)}\n` }, { signingSecret: aSecret(3) }],
    ['token', withAuthentication(token(' a b\n')), withAuthentication(token('a b'))],
    ...(['accessTokenUri', 'clientId', 'clientSecret'] as const).map((name): Case => {
      const given = { ...oauth2, [name]: ` ${oauth2[name]}\r\n` }
      return [name, withAuthentication(given), withAuthentication(oauth2)]
    }),
  ])('are no part of %s', (_, given, read) => {
    expect(NewWebhook.parse({ ...plain, ...given })).toMatchObject(read)
  })

  it('are no reason to refuse a URL', async () => {
    const authentication = { ...oauth2, accessTokenUri: ' https://login.müller.example/token ' }
    const world = aManagement()

    const response = await world.ask('POST /webhooks', {
      body: { ...plain, url: ` https://müller.example/hook\n`, authentication },
    })

    expect(response.status).toBe(201)
    expect(bodyOf(response)).toMatchObject({
      url: 'https://xn--mller-kva.example/hook',
      authentication: { accessTokenUri: 'https://login.xn--mller-kva.example/token' },
    })
  })
})
