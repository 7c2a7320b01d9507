import { describe, expect, it } from '@jest/globals'

import { lambdaContext } from '../../adapters/embedded/lambda-context.ts'
import { sendMailHandler } from '../../lambdas/send-mail.ts'
import { batchOf } from '../support/batch.ts'
import { aMailWorld, notices } from '../support/mail-world.ts'

const context = lambdaContext('send-mail')

/** The handler over tables in memory, with the dead letters that it made. */
function aHandler() {
  const world = aMailWorld()
  const deadLetters: string[] = []
  const handler = sendMailHandler({
    ...world.ports,
    deadLetter: (_, reason) => {
      deadLetters.push(reason)
      return Promise.resolve()
    },
  })
  return {
    ...world,
    deadLetters,
    handle: (...bodies: unknown[]) => handler(batchOf('NOTICES', bodies), context),
  }
}

const none = { batchItemFailures: [] }
const notify = ['crm@example.com', 'erp@example.com']

describe('send-mail', () => {
  it('sends the mails about a notice, once however often it comes', async () => {
    const { addWebhook, handle, state } = aHandler()
    await addWebhook({ notify })

    expect(await handle(notices.webhook('failing'))).toEqual(none)
    expect(await handle(notices.webhook('failing'), notices.webhook('failing'))).toEqual(none)

    expect(state.sent.map(({ to }) => to)).toEqual(notify)
  })

  it('sends one for each time that a webhook fails', async () => {
    const { addWebhook, handle, state } = aHandler()
    await addWebhook({ notify: ['crm@example.com'] })

    await handle(notices.webhook('failing'))
    await handle(notices.webhook('failing', { at: '2027-01-01T00:00:00.000Z' }))
    await handle(notices.webhook('recovered'))

    expect(state.sent.map(({ kind }) => kind)).toEqual([
      'WEBHOOK_FAILING',
      'WEBHOOK_FAILING',
      'WEBHOOK_RECOVERED',
    ])
  })

  it('tries again only the address whose mail failed', async () => {
    const { addWebhook, handle, state } = aHandler()
    await addWebhook({ notify })
    state.answer = () =>
      Promise.resolve(
        state.sent.at(-1)?.to === 'erp@example.com'
          ? { kind: 'failed', reason: '421' }
          : { kind: 'sent' },
      )
    expect(await handle(notices.webhook('failing'))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-0' }],
    })
    state.sent.length = 0
    state.answer = () => Promise.resolve({ kind: 'sent' })

    expect(await handle(notices.webhook('failing'))).toEqual(none)

    expect(state.sent.map(({ to }) => to)).toEqual(['erp@example.com'])
  })

  it('takes a bounce', async () => {
    const { addWebhook, handle, mails } = aHandler()
    await addWebhook({ notify: ['crm@example.com'] })
    await handle(notices.webhook('failing'))
    const [sent] = await mails()
    const tags = { marketplace: ['acme'], mail: [sent?.id] }
    const bounce = { bounceType: 'Permanent', bouncedRecipients: [{}] }
    const detail = { eventType: 'Bounce', mail: { tags }, bounce }

    expect(await handle({ source: 'aws.ses', detail })).toEqual(none)

    expect(await mails()).toMatchObject([{ status: 'bounced', reason: 'permanent bounce' }])
    await handle(notices.webhook('recovered'))
    expect((await mails()).map(({ status }) => status).toSorted()).toEqual([
      'bounced',
      'suppressed',
    ])
  })

  it.each([
    ['not JSON', '{', 'JSON'],
    ['another notice', { 'detail-type': 'webhook.created', detail: {} }, 'detail-type'],
    ['a notice without its webhook', { 'detail-type': 'webhook.failing', detail: {} }, 'webhook'],
    ['an outcome without its token', { 'detail-type': 'integration.failed', detail: {} }, 'uuid'],
  ])('makes %s a dead letter with its reason', async (_, body, reason) => {
    const { handle, deadLetters } = aHandler()

    expect(await handle(body)).toEqual(none)

    expect(deadLetters).toEqual([expect.stringContaining(reason)])
  })
})
