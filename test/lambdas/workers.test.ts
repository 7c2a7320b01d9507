import { describe, expect, it } from '@jest/globals'
import type { SQSEvent } from 'aws-lambda'

import { lambdaContext } from '../../adapters/embedded/lambda-context.ts'
import type { Unreadable } from '../../lambdas/dead-letter.ts'
import { eachRecord } from '../../lambdas/each-record.ts'
import { deliverHandler } from '../../lambdas/deliver.ts'
import { fanOutHandler } from '../../lambdas/fan-out.ts'
import { wakeHandler } from '../../lambdas/wake.ts'
import {
  aDelivery,
  anAcceptedEvent,
  anAttempt,
  anEvent,
  aWebhook,
  firstMessage,
} from '../support/builders.ts'
import { aWorld as aRouter } from '../support/world.ts'

const context = lambdaContext('test')

describe('eachRecord()', () => {
  it('reports no failures when every record is processed', async () => {
    const { handler, handled } = aHandler()

    const answer = await handler(batchOf('a', 'b', 'c'), context)

    expect(answer).toEqual({ batchItemFailures: [] })
    expect(handled).toEqual(['a', 'b', 'c'])
  })

  it('reports only the records that throw, processes the others, and logs the reason', async () => {
    const { handler, handled, lines } = aHandler({ throwing: ['b'] })

    const answer = await handler(batchOf('a', 'b', 'c'), context)

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'id of b' }] })
    expect(handled).toEqual(['a', 'c'])
    expect(lines).toEqual([{ level: 'ERROR', message: 'Error: cannot b', messageId: 'id of b' }])
  })

  it('makes an unreadable record a dead letter with the reason, and does not retry it', async () => {
    const { handler, handled, deadLetters } = aHandler({ unreadable: ['b'] })

    const answer = await handler(batchOf('a', 'b'), context)

    expect(answer).toEqual({ batchItemFailures: [] })
    expect(handled).toEqual(['a'])
    expect(deadLetters).toEqual([
      { message: { body: 'b', group: 'group of b' }, reason: 'no idea what b is' },
    ])
  })

  it('retries an unreadable record when it cannot be made a dead letter', async () => {
    const { handler } = aHandler({ unreadable: ['b'], deadLetterFails: true })

    const answer = await handler(batchOf('a', 'b'), context)

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'id of b' }] })
  })

  it('reports no failures when there are no records', async () => {
    const { handler } = aHandler()

    expect(await handler({ Records: [] }, context)).toEqual({ batchItemFailures: [] })
  })
})

describe('fanOutHandler()', () => {
  it('reads the routes of a marketplace and resource once for a batch', async () => {
    const reads: string[] = []
    const world = aWorld({
      findRoutes: (marketplace: string, resource: string) => {
        reads.push(`${marketplace} ${resource}`)
        return Promise.resolve([])
      },
    })

    await fanOutHandler(world)(
      batchOf(
        busEvent('acme', 'USER'),
        busEvent('acme', 'USER'),
        busEvent('acme', 'ORDER'),
        busEvent('globex', 'USER'),
      ),
      context,
    )

    expect(reads).toEqual(['acme USER', 'acme ORDER', 'globex USER'])
  })

  it('makes a malformed event a dead letter with the reason, and fans out the others', async () => {
    const world = aWorld({ findRoutes: () => Promise.resolve([]) })
    const broken = busEvent('acme', 'USER').replace(
      '"resourceAction":"ADDED"',
      '"resourceAction":"GONE"',
    )

    const answer = await fanOutHandler(world)(
      batchOf('not JSON', broken, busEvent('acme', 'USER')),
      context,
    )

    expect(answer).toEqual({ batchItemFailures: [] })
    expect(world.deadLetters.map(({ reason }) => reason)).toEqual([
      'Cannot accept the event: it is not JSON (InvalidSymbol in line 1, column 1)',
      expect.stringMatching(/^Cannot accept the event: resourceAction: "GONE" is not an action/),
    ])
    expect(world.lines.filter(({ message }) => message === 'fanned out')).toHaveLength(1)
  })

  it('makes an event with a duplicate uuid a dead letter, without its card data', async () => {
    const there = anEvent({ resource: { type: 'USER', uuid: 'other' } })
    const world = aWorld({
      findRoutes: () =>
        Promise.resolve([{ webhook: 'webhook-1', actions: ['ADDED'], enabled: true, version: 1 }]),
      storeEvent: () => Promise.resolve(anAcceptedEvent({ event: there, source: 'bus-0' })),
    })
    const content = '"content":{"number":"4111111111111111"}'
    const event = busEvent('acme', 'PAYMENT_INSTRUMENT').replace(/"content":\{[^}]*\}/, content)

    await fanOutHandler(world)(batchOf(event), context)

    expect(world.deadLetters).toMatchObject([
      { reason: expect.stringMatching(/^Cannot accept the event: another event has the uuid '/) },
    ])
    expect(JSON.stringify(world.deadLetters)).not.toContain('4111111111111111')
  })

  it('retries only the event whose routes cannot be read', async () => {
    const world = aWorld({
      findRoutes: (marketplace: string) =>
        marketplace === 'acme' ? Promise.resolve([]) : Promise.reject(new Error('throttled')),
    })

    const answer = await fanOutHandler(world)(
      batchOf(busEvent('acme', 'USER'), busEvent('globex', 'USER')),
      context,
    )

    expect(answer.batchItemFailures).toHaveLength(1)
  })
})

describe('deliverHandler()', () => {
  it.each([
    ['no JSON', 'x', /^Cannot read the message: it is not JSON/],
    [
      'another message',
      '{"kind":"sweep"}',
      /^Cannot read the message: it is not a message of this queue$/,
    ],
  ])('makes a message that is %s a dead letter', async (_, body, reason) => {
    const world = aWorld({})

    const answer = await deliverHandler(world)(batchOf(body), context)

    expect(answer).toEqual({ batchItemFailures: [] })
    expect(world.deadLetters).toMatchObject([{ reason: expect.stringMatching(reason) }])
  })

  it.each([
    ['1', 1],
    ['2', 0],
    ['3', 0],
  ])(
    'repeats no first attempt when its message is received for time %s',
    async (receives, requests) => {
      const delivery = aDelivery({ status: 'successful', attempts: [anAttempt()], revision: 1 })
      const world = aRouter({ webhooks: [aWebhook()], deliveries: [delivery] })
      const deadLetter = () => Promise.reject(new Error('That was not to be asked for'))
      const message = batchOf(JSON.stringify(firstMessage()))
      for (const { attributes } of message.Records) attributes.ApproximateReceiveCount = receives

      const answer = await deliverHandler({ ...world.ports, deadLetter })(message, context)

      expect(answer).toEqual({ batchItemFailures: [] })
      expect(world.requests).toHaveLength(requests)
    },
  )
})

describe('wakeHandler()', () => {
  it.each([
    '{"kind":"wake-up","marketplace":"acme","endpoint":"webhook-1"}',
    '{"kind":"x"}',
    '{"kind":"__proto__"}',
    '1',
  ])('makes %s, which is not its message, a dead letter', async (body) => {
    const world = aWorld({})

    await wakeHandler(world)(batchOf(body), context)

    expect(world.deadLetters).toMatchObject([
      { reason: 'Cannot read the message: it is not a message of this queue' },
    ])
  })
})

type Behaviour = { throwing?: string[]; unreadable?: string[]; deadLetterFails?: boolean }

function aHandler({ throwing = [], unreadable = [], deadLetterFails = false }: Behaviour = {}) {
  const handled: string[] = []
  const { deadLetters, lines, deadLetter, log } = aWorld({})
  const handler = eachRecord(
    () =>
      ({ body }): Promise<Unreadable | undefined> => {
        if (throwing.includes(body)) return Promise.reject(new Error(`cannot ${body}`))
        if (unreadable.includes(body))
          return Promise.resolve({ unreadable: `no idea what ${body} is` })
        handled.push(body)
        return Promise.resolve(undefined)
      },
    {
      deadLetter: deadLetterFails ? () => Promise.reject(new Error('throttled')) : deadLetter,
      log,
    },
  )
  return { handler, handled, deadLetters, lines }
}

/** The ports of every handler; a port that a test does not name must not be called. */
function aWorld<T extends object>(ports: T) {
  const deadLetters: { message: object; reason: string }[] = []
  const lines: Record<string, unknown>[] = []
  const unexpected = () => Promise.reject(new Error('That was not to be asked for'))
  const unasked = () => {
    throw new Error('That was not to be asked for')
  }
  return {
    findRoutes: unexpected,
    findPattern: unexpected,
    storeEvent: unexpected,
    storeUnwanted: () => Promise.resolve(),
    addExpiryNotice: unexpected,
    findCertificate: unexpected,
    findWebhooks: unexpected,
    removeExpiryNotice: unexpected,
    handOn: unexpected,
    listUnderResource: unexpected,
    listUnderBusinessId: unexpected,
    queueDeliveries: unexpected,
    findDelivery: unexpected,
    accessToken: unexpected,
    requestToken: unexpected,
    replaceDelivery: unexpected,
    removeWaiting: unexpected,
    addPlace: unexpected,
    findFirstPlace: unexpected,
    findPlace: unexpected,
    removePlace: unexpected,
    park: unexpected,
    findWebhook: unexpected,
    findEvent: unexpected,
    openSecrets: unexpected,
    evaluate: unexpected,
    sendToAws: unexpected,
    post: unexpected,
    findWaiting: unexpected,
    lease: unexpected,
    findAllWaiting: unasked,
    findMarketplaces: unexpected,
    findAllHealth: () => Promise.resolve([]),
    findHealth: unexpected,
    replaceHealth: unexpected,
    replaceWebhook: unexpected,
    announce: unexpected,
    findLeased: unexpected,
    findRecentDispatches: unexpected,
    saveRecentDispatches: unexpected,
    findCreated: unexpected,
    findRolledUp: unexpected,
    saveRolledUp: unexpected,
    findRollup: unexpected,
    replaceRollup: unexpected,
    findMarks: unexpected,
    removeMark: unexpected,
    archives: false,
    forEachDelivery: unexpected,
    findRecovery: unexpected,
    replaceRecovery: unexpected,
    findEnded: unexpected,
    noteCertificate: unexpected,
    findSwept: unexpected,
    saveSwept: unexpected,
    startWakeUp: unexpected,
    sendWakeUp: unexpected,
    findWakeUp: unexpected,
    setWakeUp: unexpected,
    removeWakeUp: unexpected,
    waitsSeconds: [],
    newUuid: () => 'uuid',
    random: () => 0,
    now: () => new Date(0),
    deadLetters,
    lines,
    deadLetter: (message: object, reason: string) => {
      deadLetters.push({ message, reason })
      return Promise.resolve()
    },
    log: (line: Record<string, unknown>) => {
      lines.push(line)
    },
    ...ports,
  }
}

function batchOf(...bodies: string[]): SQSEvent {
  return {
    Records: bodies.map((body, index) => ({
      messageId: body.length === 1 ? `id of ${body}` : `id ${index}`,
      receiptHandle: '',
      body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '',
        SenderId: '',
        ApproximateFirstReceiveTimestamp: '',
        MessageGroupId: `group of ${body.slice(0, 1)}`,
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: '',
      awsRegion: '',
    })),
  }
}

function busEvent(marketplace: string, type: string): string {
  const detail = {
    marketplace,
    uuid: 'c0ffee00-1111-4222-8333-444455556666',
    timestamp: 1,
    resource: { type, uuid: '1', content: {} },
    resourceAction: 'ADDED',
  }
  return JSON.stringify({ id: 'bus-1', 'detail-type': `${type.toLowerCase()}.added`, detail })
}
