import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { setImmediate, setTimeout as pause } from 'node:timers/promises'

import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterEach, describe, expect, it } from '@jest/globals'

import { longestCallMs, sdkTimeouts } from '../../../adapters/aws/sdk-timeouts.ts'
import { deliverWork, fanOutWork, wakeWork } from '../../../lib/work.ts'
import { eventually } from '../../support/eventually.ts'
import { ownClock } from '../../support/own-clock.ts'

const clock = ownClock()

describe('A call of an SDK client', () => {
  const servers: Stalled[] = []
  const aServer = async (answer = '') => {
    const server = await stalledServer(answer)
    servers.push(server)
    return server
  }
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })

  it('fails when the server accepts it and never answers, after three attempts', async () => {
    const server = await aServer()
    const client = new DynamoDBClient({ ...sdkTimeouts(), ...account(server) })

    const { reason, afterMs } = await clockUntilFailed(client.send(getItem), server)

    expect(reason).toMatchObject({ name: 'TimeoutError', $metadata: { attempts: 3 } })
    expect(server.connections).toBe(3)
    expect(afterMs).toBeGreaterThanOrEqual(9_000)
    expect(afterMs).toBeLessThanOrEqual(longestCallMs() + stepMs)
  })

  it('fails in the same time while it waits for a free connection', async () => {
    const server = await aServer()
    const { requestHandler, ...limits } = sdkTimeouts()
    const oneConnection = { ...requestHandler, httpAgent: { maxSockets: 1 } }
    const client = new DynamoDBClient({
      ...limits,
      ...account(server),
      requestHandler: oneConnection,
    })

    const results = Promise.allSettled([client.send(getItem), client.send(getItem)])
    const afterMs = await clockUntil(results, server)

    expect(await results).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
    expect(afterMs).toBeLessThanOrEqual(longestCallMs() + stepMs)
  })

  it('fails when the response stops half-way', async () => {
    const server = await aServer('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"MessageId":')
    const client = new SQSClient({ ...sdkTimeouts(50), ...account(server) })

    const { reason } = await clockUntilFailed(client.send(sendMessage), server)

    expect(reason).toMatchObject({ name: 'TimeoutError' })
  })
})

describe('The time of a function', () => {
  it.each([
    ['fan-out', fanOutWork, 0],
    ['wake', wakeWork, 0],
    ['deliver, after the longest attempt', deliverWork, 50_000],
  ])('is enough for a call without a response: %s', (_, { timeout }, spentMs) => {
    expect(spentMs + longestCallMs()).toBeLessThan(timeout.toMilliseconds())
  })
})

const stepMs = 10

const getItem = new GetItemCommand({ TableName: 'webhooks', Key: { pk: { S: 'acme' } } })
const sendMessage = new SendMessageCommand({ QueueUrl: 'http://127.0.0.1/q', MessageBody: '{}' })

type Stalled = { port: number; connections: number; open: number; close: () => void }

/** Accepts connections, answers the first bytes of each with a text, and is silent then. */
async function stalledServer(answer: string): Promise<Stalled> {
  const sockets = new Set<Socket>()
  const state = { connections: 0, open: 0 }
  const server: Server = createServer((socket) => {
    state.connections += 1
    sockets.add(socket.on('error', () => undefined))
    socket.once('data', () => {
      state.open += 1
      socket.once('close', () => (state.open -= 1))
      socket.write(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return Object.assign(state, { port, close })
}

function account({ port }: Stalled) {
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  }
}

/** Why the call failed, and how much time of our clock had passed. */
async function clockUntilFailed(call: Promise<unknown>, server: Stalled) {
  const failed = call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  const afterMs = await clockUntil(failed, server)
  return { reason: await failed, afterMs }
}

/**
 * Lets our clock go on in steps until the promise has settled; resolves with the time passed. Our
 * clock is slow while no request has reached the server, as a busy machine is slow to connect.
 */
async function clockUntil(settled: Promise<unknown>, server: Stalled): Promise<number> {
  let isOver = false
  void settled.then(() => (isOver = true))
  let passedMs = 0
  await eventually(async () => {
    for (let step = 0; step < 1000 && !isOver; step += 1) {
      clock.pass(stepMs)
      passedMs += stepMs
      await (server.open > 0 ? setImmediate() : pause(stepMs))
    }
    expect(isOver).toBe(true)
  })
  return passedMs
}
