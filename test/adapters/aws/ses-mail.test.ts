import {
  AccountSuspendedException,
  BadRequestException,
  LimitExceededException,
  MailFromDomainNotVerifiedException,
  MessageRejected,
  SendEmailCommand,
  SendingPausedException,
  SESv2Client,
  SESv2ServiceException,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { sesMail } from '../../../adapters/aws/ses-mail.ts'
import { aMail } from '../../support/a-mail.ts'

const mail = aMail()

const ses = mockClient(SESv2Client)
const options = { from: 'post@router.example', configurationSet: 'Postrider-mail' }
beforeEach(() => {
  ses.reset()
})

const $metadata = {}
const message = 'no'

describe('sesMail()', () => {
  it('sends a mail with both forms, and tags that name it', async () => {
    ses.on(SendEmailCommand).resolves({ MessageId: '0102' })

    expect(await sesMail({ ...options, client: new SESv2Client({}) })(mail)).toEqual({
      kind: 'sent',
    })

    expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input).toMatchObject({
      FromEmailAddress: 'post@router.example',
      Destination: { ToAddresses: ['crm@example.com'] },
      Content: {
        Simple: {
          Subject: { Data: mail.subject },
          Body: { Text: { Data: mail.text }, Html: { Data: '<p>It is disabled.</p>' } },
          Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
        },
      },
      ConfigurationSetName: 'Postrider-mail',
      EmailTags: [
        { Name: 'marketplace', Value: 'acme' },
        { Name: 'mail', Value: '1772366400000-abc' },
      ],
    })
  })

  it.each([
    ['refused', new MessageRejected({ message, $metadata })],
    ['refused', new BadRequestException({ message, $metadata })],
    ['failed', new TooManyRequestsException({ message, $metadata })],
    ['failed', new LimitExceededException({ message, $metadata })],
    ['failed', new SendingPausedException({ message, $metadata })],
    ['failed', new AccountSuspendedException({ message, $metadata })],
    ['failed', new MailFromDomainNotVerifiedException({ message, $metadata })],
    [
      'unknown',
      new SESv2ServiceException({ name: 'InternalFailure', $fault: 'server', message, $metadata }),
    ],
    ['unknown', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
  ])('a mail is %s after %s', async (kind, error) => {
    ses.on(SendEmailCommand).rejects(error)

    const sent = await sesMail({ ...options, client: new SESv2Client({}) })(mail)

    expect(sent).toEqual({ kind, reason: expect.stringContaining(error.message) })
    expect(ses.commandCalls(SendEmailCommand)).toHaveLength(1)
  })
})
