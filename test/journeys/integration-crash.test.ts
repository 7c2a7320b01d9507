import { rm } from 'node:fs/promises'

import { afterEach, expect, it } from '@jest/globals'
import * as z from 'zod'

import { keyFile } from '../../adapters/common/key-file.ts'
import { signToken, tokenKeyName } from '../../adapters/sign-in/own-tokens.ts'
import { eventually } from '../support/eventually.ts'
import { anIntegratedProduct } from '../support/integrated-product.ts'
import { anIntegrationEvent } from '../support/integration-events.ts'
import { aFolder, readyUrl, run } from '../support/process.ts'
import { startReceiver } from '../support/receiver.ts'
import { type Api, apiOf } from '../support/router.ts'
import { aVendor, eventUrlIn, type Vendor, type VendorAnswer } from '../support/vendor.ts'

const kills = 4
const publicUrl = 'https://hooks.example.com'

const Token = z.object({ token: z.string() })
const Listed = z.object({
  token: z.string(),
  status: z.enum(['pending', 'complete', 'failed']),
  stage: z.string(),
})
type Listed = z.infer<typeof Listed>
/** How the vendor answered the events that it was called about, and whether it hangs at times. */
type Script = { answered: Map<string, 'complete' | 'failed' | 'hung'>; mayHang: boolean }
const Page = z.object({ items: z.array(Listed), cursor: z.string().optional() })
const Outcome = z.object({ uuid: z.string(), resourceAction: z.enum(['COMPLETED', 'FAILED']) })

const closers: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

it(`An integration event is neither lost nor sent twice by a router that is killed ${kills} times`, async () => {
  const folder = await aFolder()
  let url = ''
  const start = async () => {
    // The same port again: the router calls vendors before this process reads where it is.
    const port = url === '' ? '0' : new URL(url).port
    const env = { POSTRIDER_DATA: folder, POSTRIDER_PORT: port, POSTRIDER_PUBLIC_URL: publicUrl }
    const router = run('local.ts', [], { ...env, POSTRIDER_RETRY_SCHEDULE: '1,1,1,1,1' })
    closers.push(() => router.child.kill('SIGKILL'))
    url = await readyUrl(router)
    const key = await keyFile(folder, tokenKeyName)
    return { router, api: apiOf(url, () => signToken(key, 'acme', 'manager')) }
  }
  const script: Script = { answered: new Map(), mayHang: true }
  const { answered } = script
  const vendor = await aVendor((call, self) => answerInTurn(eventUrlIn(call.path), self, script), {
    addressOf: (address) => address.replace(publicUrl, url),
  })
  const receiver = await startReceiver()
  closers.push(vendor.close, receiver.close, () => rm(folder, { recursive: true, force: true }))
  const accepted = new Set<string>()
  let running = await start()
  const product = { url: `${vendor.url}/events`, timeLimitSeconds: 30 }
  vendor.signIn(await anIntegratedProduct(running.api, product), publicUrl)
  const events = ['integration.completed', 'integration.failed']
  await running.api('POST', '/webhooks', { url: receiver.url, events })

  for (let round = 0; round < kills; round += 1) {
    const hangingBefore = hangingIn(script)
    const target = accepted.size + 15 + round * 5
    const load = publishUntilItBreaks(running.api, accepted)
    await eventually(() => {
      expect(accepted.size).toBeGreaterThanOrEqual(target)
      expect(hangingIn(script)).toBeGreaterThan(hangingBefore)
    }, 30_000)
    running.router.child.kill('SIGKILL')
    await Promise.all([running.router.ended, load])
    script.mayHang = round < kills - 1
    running = await start()
  }

  const listed = await eventually(async () => {
    const all = await listedBy(running.api)
    const waits = all.filter(({ token, stage }) => accepted.has(token) && stage === 'queued')
    const owed = all.filter(({ token, stage }) => stage === 'called' && answered.has(token))
    expect([...waits, ...owed]).toEqual([])
    const published = new Set(outcomesAt(receiver.requests).map(({ uuid }) => uuid))
    const ended = all.filter(({ stage }) => stage === 'ended')
    expect(ended.filter(({ token }) => !published.has(token))).toEqual([])
    return all
  }, 90_000) // usually a second; a delivery that was in memory may wait for a sweep of webhooks
  running.router.child.kill('SIGTERM')
  await running.router.ended

  const known = new Set(listed.map(({ token }) => token))
  expect([...accepted].filter((token) => !known.has(token))).toEqual([])

  const calls = vendor.requests.map(({ path }) => tokenOf(eventUrlIn(path)))
  expect(calls).toHaveLength(new Set(calls).size)

  // The call of an event may have been cut off: it stays pending, and was made once at most.
  const ended = listed.filter(({ stage }) => stage === 'ended')
  expect(ended.length).toBeGreaterThan(kills * 10)
  const isAnswered = ({ token, status }: Listed) => {
    const answer = answered.get(token)
    // On a busy machine, a call may reach its time limit before the router is killed.
    return answer === status || (answer === 'hung' && status === 'failed')
  }
  expect(ended.filter((event) => !isAnswered(event))).toEqual([])
  const open = listed.filter(({ stage }) => stage !== 'ended')
  const cutOff = open.filter(({ stage }) => stage === 'calling')
  expect(cutOff.length).toBeGreaterThanOrEqual(kills)
  expect(open.filter(({ token, stage }) => accepted.has(token) && stage !== 'calling')).toEqual([])

  const outcomes = outcomesAt(receiver.requests).map(({ uuid, resourceAction }) => ({
    uuid,
    status: resourceAction === 'COMPLETED' ? 'complete' : 'failed',
  }))
  const said = new Set(outcomes.map(({ uuid, status }) => `${uuid} ${status}`))
  expect(said.size).toBe(new Set(outcomes.map(({ uuid }) => uuid)).size) // never in two states
  // Those whose publisher does not know the token may have ended after the list was read.
  const unsaid = ended.filter(({ token, status }) => !said.has(`${token} ${status}`))
  expect(unsaid).toEqual([])
}, 180_000)

/** A vendor that responds in time, sends its result after a 202 or before it, refuses, or hangs. */
async function answerInTurn(
  eventUrl: string,
  vendor: Vendor,
  script: Script,
): Promise<VendorAnswer> {
  const token = tokenOf(eventUrl)
  const account = { success: true, accountIdentifier: `account-${token}` }
  const turn = script.answered.size % (script.mayHang ? 5 : 4)
  script.answered.set(token, turn === 3 ? 'failed' : turn === 4 ? 'hung' : 'complete')
  switch (turn) {
    case 0:
      return { body: account }
    case 1:
      void sendUntilTaken(vendor, eventUrl, account)
      return { status: 202 }
    case 2:
      await sendUntilTaken(vendor, eventUrl, account)
      return { status: 202 }
    case 3:
      return { status: 409, body: { success: false, errorCode: 'FORBIDDEN', message: 'No' } }
    default:
      return new Promise(() => undefined) // until the router is killed
  }
}

/** It gets 409 if the router was killed before it responded to the first one. */
async function sendUntilTaken(vendor: Vendor, eventUrl: string, result: object): Promise<void> {
  await eventually(async () => {
    expect([200, 409]).toContain((await vendor.sendResult(eventUrl, result)).status)
  }, 60_000)
}

/** Four concurrent clients; an event is accepted when its token is known. */
async function publishUntilItBreaks(api: Api, accepted: Set<string>): Promise<void> {
  const line = async (client: number) => {
    for (let number = 0; ; number += 1) {
      const subscription = `${client}-${accepted.size}-${number}`
      const asked = { ...anIntegrationEvent(), subscription }
      const { status, body } = await api('POST', '/integration-events', asked)
      if (status === 202) accepted.add(Token.parse(body).token)
    }
  }
  await Promise.allSettled([1, 2, 3, 4].map(line))
}

async function listedBy(api: Api): Promise<Listed[]> {
  const all: Listed[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`
    const page = Page.parse((await api('GET', `/integration-events?limit=100${query}`)).body)
    all.push(...page.items)
    cursor = page.cursor
  }
  return all
}

function outcomesAt(requests: readonly { body: string }[]) {
  return requests.map(({ body }) => Outcome.parse(JSON.parse(body)))
}

function hangingIn({ answered }: Script): number {
  return [...answered.values()].filter((answer) => answer === 'hung').length
}

function tokenOf(eventUrl: string): string {
  return eventUrl.split('/').at(-1) ?? ''
}
