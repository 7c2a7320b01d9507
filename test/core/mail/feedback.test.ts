import { describe, expect, it } from '@jest/globals'

import { parseFeedback, takeFeedback } from '../../../core/mail/feedback.ts'
import { addressId } from '../../../core/mail/mail.ts'
import { aMail } from '../../support/a-mail.ts'
import { noon } from '../../support/builders.ts'
import { aMailWorld } from '../../support/mail-world.ts'

const at = noon.toISOString()

const mail = aMail({ to: 'Left@example.com', status: 'sent', revision: 2 })

/** What SES puts on the default bus. */
function published(eventType: string, detail: object, id = mail.id) {
  return {
    version: '0',
    source: 'aws.ses',
    'detail-type': 'Email Bounced',
    detail: {
      eventType,
      mail: {
        messageId: '0102',
        destination: ['left@example.com'],
        tags: {
          'ses:configuration-set': ['Postrider-mail'],
          marketplace: ['acme'],
          mail: [id],
        },
      },
      ...detail,
    },
  }
}

const bounce = (bounceType: string) => ({
  bounce: {
    bounceType,
    bounceSubType: 'General',
    bouncedRecipients: [{ emailAddress: 'left@example.com', diagnosticCode: 'smtp; 550 5.1.1' }],
  },
})

async function taken(json: unknown) {
  const world = aMailWorld()
  await world.stores.addMail(mail)
  const feedback = parseFeedback(json)
  if (feedback === undefined) throw new Error('it is not feedback')
  await takeFeedback(feedback, world.ports)
  const suppressed = await world.stores.findSuppressed('acme', addressId('left@EXAMPLE.com'))
  return { stored: await world.stores.findMail(mail), suppressed }
}

describe('takeFeedback()', () => {
  it.each([
    ['a permanent bounce', published('Bounce', bounce('Permanent')), 'bounced', true],
    ['a transient bounce', published('Bounce', bounce('Transient')), 'bounced', false],
    ['an undetermined bounce', published('Bounce', bounce('Undetermined')), 'bounced', false],
    [
      'a complaint',
      published('Complaint', { complaint: { complaintFeedbackType: 'abuse' } }),
      'complained',
      true,
    ],
    ['a complaint without a type', published('Complaint', { complaint: {} }), 'complained', true],
    ['a rejection', published('Reject', { reject: { reason: 'Bad content' } }), 'refused', false],
  ])('records %s', async (_, json, status, isSuppressed) => {
    const { stored, suppressed } = await taken(json)

    expect(stored).toMatchObject({ status, reason: expect.any(String), revision: 3 })
    expect(suppressed !== undefined).toBe(isSuppressed)
  })

  it('says what the mail server said', async () => {
    const { suppressed } = await taken(published('Bounce', bounce('Permanent')))

    expect(suppressed).toEqual({
      marketplace: 'acme',
      id: addressId('left@example.com'),
      address: 'Left@example.com',
      reason: 'bounced',
      detail: 'smtp; 550 5.1.1',
      at,
    })
  })

  it('forgets feedback of a mail that has expired', async () => {
    const { stored, suppressed } = await taken(published('Complaint', {}, 'another'))

    expect(stored?.status).toBe('sent')
    expect(suppressed).toBeUndefined()
  })

  it('throws if the mail was changed meanwhile, so that the message comes again', async () => {
    const world = aMailWorld()
    await world.stores.addMail(mail)
    const feedback = parseFeedback(published('Bounce', bounce('Transient')))
    if (feedback === undefined) throw new Error('it is not feedback')
    const ports = { ...world.ports, replaceMail: () => Promise.resolve(false) }

    await expect(takeFeedback(feedback, ports)).rejects.toThrow('changed meanwhile')
  })
})

describe('parseFeedback()', () => {
  it.each([
    ['a notice of ours', { 'detail-type': 'webhook.failing', detail: {} }],
    ['another source', { ...published('Bounce', bounce('Permanent')), source: 'x' }],
    ['a delivery', published('Delivery', {})],
    [
      'a mail of another sender',
      { source: 'aws.ses', detail: { eventType: 'Bounce', mail: { tags: {} } } },
    ],
    ['a text', 'Bounce'],
  ])('does not take %s', (_, json) => {
    expect(parseFeedback(json)).toBeUndefined()
  })
})
