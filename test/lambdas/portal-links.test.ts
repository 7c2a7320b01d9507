import { describe, expect, it } from '@jest/globals'
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda'

import { scopeOf } from '../../core/api/caller.ts'
import { type HttpEvent, manageHandler } from '../../lambdas/manage.ts'
import { type AuthorizerContext, verifyBearerHandler } from '../../lambdas/verify-bearer.ts'
import { aManagement } from '../support/management-world.ts'

const manager = { claims: { sub: 'manager-1', scope: scopeOf('acme', 'manager') } }

/** The authorizer and the API on AWS, over the same table. */
function anApi() {
  const { ports } = aManagement()
  const verifyJwt = () => Promise.resolve(manager)
  const verify = verifyBearerHandler({ ...ports, saveLastUse: () => Promise.resolve(), verifyJwt })
  const manage = manageHandler({ ...ports, log: () => undefined })
  const authorize = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` }
    const event = { headers } as unknown as APIGatewayRequestAuthorizerEventV2
    return (await verify(event)).context
  }
  const ask = async (line: string, context: AuthorizerContext, body = '') => {
    const { statusCode, body: text = '' } = await manage(aRequest(line, context, body))
    return { status: statusCode, body: JSON.parse(text) as Record<string, string> }
  }
  return { authorize, ask }
}

async function aLink({ authorize, ask }: ReturnType<typeof anApi>) {
  const body = JSON.stringify({ name: 'ann@customer.example', role: 'viewer' })
  const made = await ask('POST /portal-links', await authorize('eyJh'), body)
  return made.body['url']?.replace(/^.*\/portal\//, '') ?? ''
}

describe('A portal link on AWS', () => {
  it('opens a session, whose token the authorizer verifies', async () => {
    const api = anApi()

    const opened = await api.ask('POST /portal-sessions', await api.authorize(await aLink(api)))
    const session = await api.authorize(opened.body['token'] ?? '')

    expect(opened.status).toBe(201)
    expect(session.client).toBe(opened.body['id'])
    expect(await api.ask('GET /me', session)).toMatchObject({
      status: 200,
      body: { subject: 'Portal link ann@customer.example', role: 'viewer', marketplace: 'acme' },
    })
  })

  it('is not opened again by a result that API Gateway has cached', async () => {
    const api = anApi()
    const cached = await api.authorize(await aLink(api))
    await api.ask('POST /portal-sessions', cached)

    const again = await api.ask('POST /portal-sessions', cached)

    expect(again).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('it was opened already') as unknown },
    })
  })
})

function aRequest(line: string, lambda: AuthorizerContext, body: string): HttpEvent {
  const [method = '', path = ''] = line.split(' ')
  return {
    version: '2.0',
    routeKey: 'ANY /{proxy+}',
    rawPath: path,
    rawQueryString: '',
    headers: { ...(body !== '' && { 'content-type': 'application/json' }) },
    body,
    isBase64Encoded: false,
    requestContext: {
      accountId: '',
      apiId: '',
      authorizer: { lambda },
      domainName: 'api.example.com',
      domainPrefix: '',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
      requestId: 'request-1',
      routeKey: '',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  }
}
