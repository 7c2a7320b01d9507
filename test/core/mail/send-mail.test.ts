import { describe, expect, it } from '@jest/globals'

import { addressId, type MailDraft } from '../../../core/mail/mail.ts'
import { sendMail, type Sent } from '../../../core/mail/send-mail.ts'
import { noon } from '../../support/builders.ts'
import { aMailWorld } from '../../support/mail-world.ts'

const at = noon.toISOString()
const minuteMs = 60_000

function aDraft(changes: Partial<MailDraft> = {}): MailDraft {
  return {
    marketplace: 'acme',
    at,
    kind: 'PRODUCT_EVENT_FAILURE',
    to: 'ops@globex.example',
    product: 'product-1',
    integrationEvent: 'token-1',
    content: { subject: 'Order failed', text: 'It failed.', html: '<p>It failed.</p>' },
    ...changes,
  }
}

const failed = (): Promise<Sent> => Promise.resolve({ kind: 'failed', reason: '421 try later' })

describe('sendMail()', () => {
  it('sends a mail and records it', async () => {
    const world = aMailWorld()

    await sendMail(aDraft(), world.ports)

    expect(world.state.sent).toMatchObject([{ to: 'ops@globex.example', subject: 'Order failed' }])
    expect(await world.mails()).toMatchObject([{ status: 'sent', text: 'It failed.' }])
    expect(world.state.lines).toMatchObject([{ message: 'mail', status: 'sent' }])
  })

  it('sends none twice about the same to the same address', async () => {
    const world = aMailWorld()

    await sendMail(aDraft(), world.ports)
    await sendMail(aDraft(), world.ports)
    await sendMail(aDraft({ to: 'other@globex.example' }), world.ports)
    await sendMail(aDraft({ integrationEvent: 'token-2' }), world.ports)
    await sendMail(aDraft({ marketplace: 'globex' }), world.ports)

    expect(world.state.sent).toHaveLength(4)
  })

  it('sends one when two processes have the same message', async () => {
    const world = aMailWorld()

    await Promise.all([sendMail(aDraft(), world.ports), sendMail(aDraft(), world.ports)])

    expect(world.state.sent).toHaveLength(1)
  })

  it('throws when it failed, so that it is tried again, and then sends it', async () => {
    const world = aMailWorld()
    world.state.answer = failed

    await expect(sendMail(aDraft(), world.ports)).rejects.toThrow('421 try later')
    expect(await world.mails()).toMatchObject([{ status: 'failed', reason: '421 try later' }])
    world.state.answer = () => Promise.resolve({ kind: 'sent' })
    await sendMail(aDraft(), world.ports)

    const [mail] = await world.mails()
    expect(mail).toMatchObject({ status: 'sent', revision: 4 })
    expect(mail?.reason).toBeUndefined()
  })

  it.each([
    { kind: 'refused', reason: '550 no such user' },
    { kind: 'unknown', reason: 'the connection ended' },
    { kind: 'stored' },
  ] as const)('tries none again that is %p', async (answer) => {
    const world = aMailWorld()
    world.state.answer = () => Promise.resolve(answer)

    await sendMail(aDraft(), world.ports)
    await sendMail(aDraft(), world.ports)

    expect(world.state.sent).toHaveLength(1)
    const { kind: status, ...reason } = answer
    expect(await world.mails()).toMatchObject([{ status, ...reason }])
  })

  it.each(['bounced', 'complained'] as const)(
    'sends none to an address that %s',
    async (reason) => {
      const world = aMailWorld()
      const address = 'OPS@globex.example'
      await world.stores.suppress({
        marketplace: 'acme',
        id: addressId(address),
        address,
        reason,
        at,
      })

      await sendMail(aDraft(), world.ports)
      await sendMail(aDraft({ marketplace: 'globex' }), world.ports)

      expect(world.state.sent.map(({ marketplace }) => marketplace)).toEqual(['globex'])
      expect(await world.mails()).toMatchObject([{ status: 'suppressed' }])
    },
  )

  it('sends an address twenty about a kind within an hour, and more after that', async () => {
    const world = aMailWorld()
    const send = async (number: number) => {
      const draft = aDraft({
        integrationEvent: `token-${number}`,
        at: world.state.now.toISOString(),
      })
      await sendMail(draft, world.ports)
    }
    for (let number = 0; number < 22; number += 1) await send(number)

    expect(world.state.sent).toHaveLength(20)
    const statuses = (await world.mails()).map(({ status }) => status)
    expect(statuses.filter((status) => status === 'limited')).toHaveLength(2)

    await sendMail(aDraft({ to: 'other@globex.example' }), world.ports)
    await sendMail(aDraft({ kind: 'WEBHOOK_DISABLED' }), world.ports)
    expect(world.state.sent).toHaveLength(22)

    world.state.now = new Date(noon.getTime() + 61 * minuteMs)
    await send(30)
    expect(world.state.sent).toHaveLength(23)
  })
})

/** The ports of a process that dies before or after its nth step. */
function dying(world: ReturnType<typeof aMailWorld>, nth: number, when: 'before' | 'after') {
  const { ports } = world
  let count = 0
  const wrap =
    <Given extends unknown[], Result>(port: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      count += 1
      if (count > nth || (count === nth && when === 'before')) throw new Error('died')
      const result = await port(...given)
      if (count >= nth) throw new Error('died')
      return result
    }
  return {
    ...ports,
    addMail: wrap(ports.addMail),
    findMail: wrap(ports.findMail),
    replaceMail: wrap(ports.replaceMail),
    countMails: wrap(ports.countMails),
    findSuppressed: wrap(ports.findSuppressed),
    send: wrap(ports.send),
  }
}

describe.each(['before', 'after'] as const)('A process that dies %s its nth step', (when) => {
  it.each([1, 2, 3, 4, 5, 6])('%i: no mail is sent twice', async (nth) => {
    const world = aMailWorld()
    await sendMail(aDraft(), dying(world, nth, when)).catch(() => undefined)

    await sendMail(aDraft(), world.ports)
    await sendMail(aDraft(), world.ports)

    const isStarted = nth > 1 || when === 'after'
    const [mail] = await world.mails()
    expect(world.state.sent.length).toBeLessThanOrEqual(1)
    if (!isStarted) expect(mail?.status).toBe('sent')
    // Whether it was sent cannot be known: it stays as it was.
    else expect(['sending', 'sent']).toContain(mail?.status)
  })

  it.each([1, 2, 3])('%i while it tries again: none is sent twice', async (nth) => {
    const world = aMailWorld()
    world.state.answer = failed
    await sendMail(aDraft(), world.ports).catch(() => undefined)
    world.state.sent.length = 0
    world.state.answer = () => Promise.resolve({ kind: 'sent' })
    await sendMail(aDraft(), dying(world, nth, when)).catch(() => undefined)

    await sendMail(aDraft(), world.ports)

    expect(world.state.sent.length).toBeLessThanOrEqual(1)
  })
})
