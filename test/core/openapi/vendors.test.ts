import { describe, expect, it } from '@jest/globals'

import { integrationEventTypes } from '../../../core/integration/event-types.ts'
import { maxBodyBytes, vendorRoutes } from '../../../core/integration/vendors/door.ts'
import type { VendorResponse } from '../../../core/integration/vendors/vendor-http.ts'
import { vendorPaths } from '../../../core/openapi/vendor-paths.ts'
import { differencesIn } from '../../support/documented-response.ts'
import { anIntegrationEvent } from '../../support/integration-events.ts'
import { vendorOperations } from '../../support/openapi-document.ts'
import { aDoor, anInteractiveDoor, base, type Door, path } from '../../support/vendor-door.ts'

const read = 'GET /api/integration/v1/events/{token}'
const result = 'POST /api/integration/v1/events/{token}/result'
const token = 'POST /oauth2/token'
const redirect = 'GET /integration-events/{token}/redirect'
const comeBack = 'GET /integration-events/{token}/return'

const json = { accept: 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const mine = { authorization: `Basic ${Buffer.from('mine:secret of mine').toString('base64')}` }
const grant = 'grant_type=client_credentials'
const success = '{"success":true,"accountIdentifier":"a-1"}'

type Answer = () => Promise<VendorResponse>

async function readWith({ headers = {}, key = 'mine', to = '' } = {}) {
  const door = await aDoor()
  const { pathname } = new URL(`${door.url}${to}`)
  const authorization = door.sign('GET', `${base}${pathname}`, key)
  return door.send({ path: pathname, headers: { authorization, ...headers } })
}

async function send(text: string, { key = 'mine', to = '', times = 1 } = {}) {
  const door = await aDoor()
  const place = `${path}/${door.token}${to}/result`
  const post = () => {
    const authorization = door.sign('POST', `${base}${place}`, key)
    return door.send({ method: 'POST', path: place, headers: { authorization }, text })
  }
  for (let sent = 1; sent < times; sent += 1) await post()
  return post()
}

async function ask(text: string, headers: Record<string, string> = mine) {
  const door = await aDoor({ type: 'OAUTH2' })
  return door.send({
    method: 'POST',
    path: '/oauth2/token',
    text,
    headers: { ...form, ...headers },
  })
}

async function returned(query: string, { key = 'mine', times = 1 } = {}) {
  const door = await anInteractiveDoor(anIntegrationEvent())
  for (let sent = 1; sent < times; sent += 1) {
    await door.comeBack(door.signedReturn(`${query}&time=${sent}`, key))
  }
  return door.comeBack(door.signedReturn(query, key))
}

async function visit({ end = 'redirect', isOver = false, token = '' } = {}) {
  const door = await anInteractiveDoor(anIntegrationEvent())
  if (isOver) await door.comeBack(door.signedReturn(signedSuccess))
  return door.send({ path: `${door.place}${token}/${end}` })
}

const signedSuccess = 'success=true&accountIdentifier=a-1'

const refusing = () => aDoor({ ports: { mustWait: () => 3 } })
const refused = (method: string, at: (door: Door) => string) => async () => {
  const door = await refusing()
  return door.send({ method, path: at(door) })
}
const eventPath = ({ token: own }: Door) => `${path}/${own}`

const answers: [line: string, status: number, when: string, answer: Answer][] = [
  [read, 200, 'as XML', () => readWith()],
  [read, 401, 'without credentials', async () => (await aDoor()).send({})],
  [
    read,
    401,
    'with an unknown token',
    async () => (await aDoor()).send({ headers: { authorization: 'Bearer x' } }),
  ],
  [read, 403, 'of another vendor', () => readWith({ key: 'theirs' })],
  [read, 404, 'of an unknown event', () => readWith({ to: '0' })],
  [read, 406, 'as text', () => readWith({ headers: { accept: 'text/plain' } })],
  [read, 429, 'after refusals', refused('GET', eventPath)],
  [result, 200, 'as JSON', () => send(success)],
  [
    result,
    200,
    'as XML',
    () => send('<result><success>true</success><accountIdentifier>1</accountIdentifier></result>'),
  ],
  [result, 400, 'without success', () => send('{}')],
  [result, 401, 'with an unknown key', () => send(success, { key: 'unknown' })],
  [result, 403, 'of another vendor', () => send(success, { key: 'theirs' })],
  [result, 404, 'of an unknown event', () => send(success, { to: '0' })],
  [result, 409, 'twice', () => send(success, { times: 2 })],
  [result, 413, 'too large', () => send('x'.repeat(maxBodyBytes + 1))],
  [result, 429, 'after refusals', refused('POST', (door) => `${eventPath(door)}/result`)],
  [token, 200, 'with HTTP Basic', () => ask(grant)],
  [
    token,
    200,
    'in the body',
    () => ask(`${grant}&client_id=mine&client_secret=secret%20of%20mine`, {}),
  ],
  [token, 400, 'without a grant', () => ask('')],
  [token, 400, 'for another grant', () => ask('grant_type=password')],
  [token, 400, 'for another scope', () => ask(`${grant}&scope=x`)],
  [token, 401, 'of no client', () => ask(grant, {})],
  [token, 413, 'too large', () => ask('x'.repeat(maxBodyBytes + 1))],
  [token, 429, 'after refusals', refused('POST', () => '/oauth2/token')],
  [redirect, 302, 'while it is pending', () => visit()],
  [redirect, 404, 'of an unknown event', () => visit({ token: '0' })],
  [redirect, 409, 'when it has ended', () => visit({ isOver: true })],
  [redirect, 429, 'after refusals', refused('GET', () => '/integration-events/x/redirect')],
  [comeBack, 302, 'signed', () => returned(signedSuccess)],
  [comeBack, 302, 'unsigned', () => visit({ end: 'return' })],
  [comeBack, 400, 'without success', () => returned('x=1')],
  [comeBack, 401, 'of an unknown vendor', () => returned(signedSuccess, { key: 'unknown' })],
  [comeBack, 403, 'of another vendor', () => returned(signedSuccess, { key: 'theirs' })],
  [comeBack, 404, 'of an unknown event', () => visit({ end: 'return', token: '0' })],
  [comeBack, 409, 'twice', () => returned(signedSuccess, { times: 2 })],
  [comeBack, 429, 'after refusals', refused('GET', () => '/integration-events/x/return')],
]

describe("The responses of the vendors' door match docs/openapi.json", () => {
  it.each(answers)('%s: %i, %s', async (line, status, _, answer) => {
    const response = await answer()

    expect([response.status, response.body]).toEqual([status, response.body])
    expect(differencesIn(response, documented(line, status))).toEqual([])
  })

  it.each(integrationEventTypes)('An event of the type %s, as JSON', async (type) => {
    const door = await aDoor({ asked: anIntegrationEvent(type) })
    const headers = { ...json, authorization: door.sign('GET', door.url) }

    const response = await door.send({ headers })

    expect(response.body).toMatchObject({ type })
    expect(differencesIn(response, documented(read, 200))).toEqual([])
  })

  it('covers each documented response', () => {
    const said = vendorOperations.flatMap(({ line, responses }) =>
      Object.keys(responses).map((status) => `${line}: ${status}`),
    )
    const caused = answers.map(([line, status]) => `${line}: ${status}`)

    // The server itself sends these before or instead of an operation.
    expect(said.filter((one) => !/: (421|500|503)$/.test(one) && !caused.includes(one))).toEqual([])
  })
})

describe("The paths of the vendors' door", () => {
  it('are in docs/openapi.json, and no others', () => {
    const described = vendorOperations.map(({ line }) => line)
    const dispatched = vendorRoutes.flatMap(({ methods, path: template }) =>
      methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${template}`),
    )

    expect(described.toSorted()).toEqual(dispatched.toSorted())
  })

  it('need documentation, and documentation needs a path', () => {
    const unknown = { methods: ['GET'], path: '/secrets' } as const

    expect(() => vendorPaths([...vendorRoutes, unknown])).toThrow('GET /secrets')
    expect(() => vendorPaths(vendorRoutes.slice(1))).toThrow('there is no such route')
  })
})

function documented(line: string, status: number) {
  const response = vendorOperations.find((one) => one.line === line)?.responses[status]
  if (response === undefined) throw new Error(`${line} does not say that it answers ${status}`)
  return response
}
