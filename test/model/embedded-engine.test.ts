import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { scopeOf } from '../../core/api/caller.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { Reply } from '../../core/deliveries/outcome.ts'
import { apiClient } from '../support/api-client.ts'
import { Crash } from '../support/watched.ts'
import { anEvent, uuidOf } from '../support/builders.ts'
import { anEmbeddedEngine, type Fate } from '../support/embedded-engine.ts'
import { deliveryFor } from '../support/found-deliveries.ts'
import { answer } from '../support/simulated-receiver.ts'

type When = 'before' | 'after'

/** What people, receivers and failures do. `webhook` is the number of the webhook concerned. */
type Step =
  | { do: 'publish' }
  | { do: 'publish again' }
  | { do: 'answer'; webhook: number; by: keyof typeof replies }
  | { do: 'pass'; seconds: number }
  | { do: 'kill'; calls: number; when: When }
  | { do: 'kill now' }
  | { do: 'lose power'; lost: readonly boolean[] }
  | { do: 'fail'; calls: number; when: When }
  | { do: 'let a message be'; fate: Fate }
  | { do: 'enable' | 'disable' | 'remove'; webhook: number }
  | { do: 'redrive' }

const replies = {
  204: answer(204),
  500: answer(500),
  429: answer(429, { 'retry-after': '600' }),
  410: answer(410),
  silence: { kind: 'unanswered', reason: 'timeout' },
} as const satisfies Record<string, Reply>

const webhook = fc.nat(3)
const when = fc.constantFrom<When>('before', 'after')
const steps = fc.array(
  fc.oneof(
    { arbitrary: fc.record({ do: fc.constant('publish' as const) }), weight: 6 },
    { arbitrary: fc.record({ do: fc.constant('publish again' as const) }), weight: 1 },
    {
      arbitrary: fc.record({
        do: fc.constant('answer' as const),
        webhook,
        by: fc.constantFrom<keyof typeof replies>(204, 500, 500, 429, 410, 'silence'),
      }),
      weight: 4,
    },
    {
      arbitrary: fc.record({
        do: fc.constant('pass' as const),
        seconds: fc.constantFrom(0.05, 1, 3, 20, 100, 900, 4000, 20_000),
      }),
      weight: 6,
    },
    {
      arbitrary: fc.record({
        do: fc.constant('kill' as const),
        calls: fc.integer({ min: 1, max: 60 }),
        when,
      }),
      weight: 3,
    },
    { arbitrary: fc.record({ do: fc.constant('kill now' as const) }), weight: 1 },
    {
      arbitrary: fc.record({
        do: fc.constant('lose power' as const),
        lost: fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
      }),
      weight: 2,
    },
    {
      arbitrary: fc.record({
        do: fc.constant('fail' as const),
        calls: fc.integer({ min: 1, max: 12 }),
        when,
      }),
      weight: 2,
    },
    {
      arbitrary: fc.record({
        do: fc.constant('let a message be' as const),
        fate: fc.constantFrom<Fate>('lost', 'repeated', 'late'),
      }),
      weight: 3,
    },
    {
      arbitrary: fc.record({ do: fc.constantFrom('enable' as const, 'disable' as const), webhook }),
      weight: 2,
    },
    { arbitrary: fc.record({ do: fc.constant('remove' as const), webhook }), weight: 1 },
    { arbitrary: fc.record({ do: fc.constant('redrive' as const) }), weight: 1 },
  ),
  { minLength: 1, maxLength: 40 },
)

const settings = [
  {},
  { limits: { perSecond: 5, inFlight: 2 } },
  { retryWaitsSeconds: [1, 1000] },
  { ordering: 'RESOURCE' },
]

/** The state of a webhook so far. */
type Hook = { id: string; url: string; by: keyof typeof replies; isDeleted: boolean }

async function aModel() {
  const engine = await anEmbeddedEngine([5, 60, 1200])
  const { receiver, clock } = engine
  const hooks: Hook[] = []
  const accepted: string[] = []

  const ask = async (method: string, path: string, body?: unknown, version?: number) => {
    const reasons: unknown[] = []
    const log = ({ message }: Readonly<Record<string, unknown>>) => reasons.push(message)
    const answered = await apiClient({ ...engine.ports, log })(`${method} ${path}`, {
      headers: {
        'content-type': 'application/json',
        ...(version !== undefined && { 'if-match': `"${version}"` }),
      },
      text: body === undefined ? undefined : JSON.stringify(body),
      token: { claims: { sub: 'manager', scope: scopeOf('acme', 'manager') } },
    })
    // A process that was killed answers nothing.
    if (reasons.some((reason) => String(reason).endsWith('Killed'))) throw new Crash('Killed')
    return answered
  }
  for (const [number, setting] of settings.entries()) {
    const url = `https://${number}.example.com/`
    const body = { url, resource: 'SUBSCRIPTION', actions: ['ADDED'], ...setting }
    const { status, headers } = await ask('POST', '/webhooks', body)
    expect(status).toBe(201)
    const id = headers['location']?.replace('/webhooks/', '') ?? ''
    hooks.push({ id, url, by: 204, isDeleted: false })
  }
  receiver.reply = ({ url }) => replies[hooks.find((hook) => url === hook.url)?.by ?? 204]

  const change = async (number: number, enabled: boolean) => {
    const hook = hooks[number]
    const found = hook && (await engine.ports.findWebhook('acme', hook.id))
    if (found !== undefined) {
      const asked = ask('PATCH', `/webhooks/${found.id}`, { enabled }, found.version)
      await clock.pass(30_000) // enabling sends a probe and waits for its outcome
      expect((await asked).status).toBe(200)
    }
  }
  const publish = async (number: number) => {
    const uuid = uuidOf(number)
    await engine.ports.publish(anEvent({ uuid }))
    if (!accepted.includes(uuid)) accepted.push(uuid)
  }

  const take = async (step: Step): Promise<void> => {
    await engine.restart()
    const hook = 'webhook' in step ? hooks[step.webhook] : undefined
    switch (step.do) {
      case 'publish':
        return publish(accepted.length + 1)
      case 'publish again':
        return publish(Math.max(1, accepted.length))
      case 'answer':
        if (hook) hook.by = step.by
        return
      case 'pass':
        return clock.pass(step.seconds * 1000)
      case 'kill':
        engine.killAt(step.calls, step.when)
        return
      case 'kill now':
        return engine.restart(true)
      case 'lose power':
        return engine.losePower(step.lost)
      case 'fail':
        engine.failNext(step.calls, step.when)
        return
      case 'let a message be':
        engine.fates.push(step.fate)
        return
      case 'enable':
      case 'disable':
        return change(step.webhook, step.do === 'enable')
      case 'remove':
        if (hook && !hook.isDeleted) await ask('DELETE', `/webhooks/${hook.id}`)
        if (hook) hook.isDeleted = true
        return
      case 'redrive':
        await engine.redrive()
    }
  }
  /** From now on everything succeeds; runs until every delivery has ended. */
  const heal = async (isCalm: boolean) => {
    for (const hook of hooks) hook.by = 204
    engine.fates.splice(0)
    // A restart discards scheduled failures.
    if (!isCalm) await engine.restart(true)
    for (let round = 0; round < 6; round += 1) {
      await clock.pass(7_200_000)
      await engine.redrive()
    }
    await clock.pass(7_200_000)
  }
  return { ...engine, engine, hooks, accepted, take, heal }
}

/** A caller that gets no response from a killed process continues. */
async function unlessKilled(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
}

type Model = Awaited<ReturnType<typeof aModel>>

/** The violations at the end; the test expects none. */
async function violationsOf({ engine, hooks, accepted, receiver }: Model): Promise<string[]> {
  const violations: string[] = []
  for (const uuid of accepted) {
    for (const hook of hooks) {
      const found = await deliveryFor(uuid, hook.id, engine.ports)
      const what = `${uuid.slice(-2)} to ${hook.url}`
      // A removal may have been killed before its response.
      const isThere = (await engine.ports.findWebhook('acme', hook.id)) !== undefined
      if (found === undefined && isThere) violations.push(`${what} is missing`)
      if (found !== undefined) {
        violations.push(...tooEarly(found, engine).map((one) => `${what} ${one}`))
        const seen = receiver.seen.filter(({ delivery }) => delivery === found.id)
        violations.push(
          ...violationsIn(
            found,
            seen.map(({ reply }) => reply),
          ).map((one) => `${what} ${one}`),
        )
      }
    }
  }
  // A wake-up without a message may remain where nothing waits. The next waiting delivery replaces
  // it.
  for await (const { pk } of engine.tables.waiting.firstItemOfEachPartition()) {
    const rows = await engine.tables.waiting.query({ partition: pk, from: 'due#', to: 'due#~' })
    const leased = await engine.tables.waiting.query({
      partition: pk,
      from: 'leased#',
      to: 'leased#~',
    })
    violations.push(...[...rows, ...leased].map((item) => `left: ${JSON.stringify(item)}`))
  }
  violations.push(...(await engine.messages()).map((message) => `left: ${message}`))
  return violations
}

function tooEarly({ id, attempts }: Delivery, { dueAtOf }: Model['engine']): string[] {
  return attempts.flatMap(({ number, startedAt }) => {
    const dueAt = dueAtOf(id, number)
    const isEarly = dueAt !== undefined && startedAt < dueAt
    return isEarly ? [`had attempt ${number} at ${startedAt}, before ${dueAt}`] : []
  })
}

function violationsIn({ status, attempts }: Delivery, answers: readonly Reply[]): string[] {
  const numbers = attempts.map(({ number }) => number)
  const isDelivered = answers.some((one) => one.kind === 'answered' && one.status === 204)
  return [
    ...(status === 'pending' ? ['is pending'] : []),
    ...(numbers.every((number, index) => number === index + 1)
      ? []
      : [`has attempts ${numbers.join()}`]),
    ...(answers.length < attempts.length ? ['has attempts that the receiver did not see'] : []),
    ...(status === 'successful' && !isDelivered ? ['did not arrive'] : []),
    ...(status === 'failed' && attempts.length === 0 ? ['failed without an attempt'] : []),
  ]
}

/** Whether nothing happened that may send two requests for one attempt. */
function isCalm(taken: readonly Step[]): boolean {
  return !taken.some(
    (step) =>
      ['kill', 'kill now', 'lose power', 'fail'].includes(step.do) ||
      ('fate' in step && step.fate === 'repeated'),
  )
}

/** The requests to the webhook with ordering that came after a later delivery of their resource. */
function overtakenIn({ receiver, hooks }: Model): string[] {
  let last = 0
  return receiver.seen.flatMap(({ url, delivery, sequence = 0 }) => {
    if (url !== hooks.at(-1)?.url || sequence === 0) return []
    const isOvertaken = sequence < last
    last = sequence
    return isOvertaken ? [`${delivery} was overtaken`] : []
  })
}

/** The deliveries that were repeated after they had succeeded. */
function repeatsOf({ receiver }: Model): string[] {
  const arrived = new Set<string>()
  return receiver.seen.flatMap(({ delivery, reply }) => {
    if (arrived.has(delivery)) return [`${delivery} was repeated`]
    if (reply.kind === 'answered' && reply.status === 204) arrived.add(delivery)
    return []
  })
}

/** The process dies while it holds a delivery that the sweep has passed. */
const deathAfterSweep: Step[] = [
  { do: 'fail', calls: 1, when: 'after' },
  { do: 'publish' },
  { do: 'let a message be', fate: 'lost' },
  { do: 'lose power', lost: [false] },
  { do: 'pass', seconds: 0.05 },
]

describe('the embedded engine', () => {
  it('ends every accepted delivery, whatever people, receivers and failures do', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const model = await aModel()
        for (const step of taken) await unlessKilled(() => model.take(step))
        await model.heal(isCalm(taken))
        const violations = [
          ...(await violationsOf(model)),
          ...overtakenIn(model),
          ...(isCalm(taken) ? repeatsOf(model) : []),
        ]
        expect(violations.slice(0, 8)).toEqual([])
      }),
      // A busy machine takes fewer histories, and no longer.
      { numRuns: 300, interruptAfterTimeLimit: 120_000, examples: [[deathAfterSweep]] },
    )
  }, 240_000)
})
