import { SendEmailCommand, SESv2Client, SESv2ServiceException } from '@aws-sdk/client-sesv2'

import { mailTags } from '../../core/mail/feedback.ts'
import type { Mail } from '../../core/mail/mail.ts'
import type { Sent } from '../../core/mail/send-mail.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

type SesOptions = {
  client?: SESv2Client
  /** The address in `From`, whose identity SES has verified. */
  from: string
  /** Says where SES publishes bounces and complaints, and which addresses it suppresses. */
  configurationSet: string
}

/** SES accepts a mail in less than a second. */
const limitMs = 10_000

/** Sends mails with Amazon SES. A call is made once: a second one could send a second mail. */
export function sesMail({ from, configurationSet, ...given }: SesOptions) {
  const client = given.client ?? new SESv2Client({ ...sdkTimeouts(limitMs), maxAttempts: 1 })
  return async (mail: Mail): Promise<Sent> => {
    try {
      await client.send(new SendEmailCommand(requestOf(mail, { from, configurationSet })))
      return { kind: 'sent' }
    } catch (error) {
      return outcomeOf(error)
    }
  }
}

function requestOf(
  { marketplace, id, to, subject, text, html }: Mail,
  { from, configurationSet }: Pick<SesOptions, 'from' | 'configurationSet'>,
) {
  return {
    FromEmailAddress: from,
    Destination: { ToAddresses: [to] },
    Content: {
      Simple: {
        Subject: { Data: subject, Charset: 'UTF-8' },
        Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
        Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }], // RFC 3834
      },
    },
    ConfigurationSetName: configurationSet,
    EmailTags: [
      { Name: mailTags.marketplace, Value: marketplace },
      { Name: mailTags.mail, Value: id },
    ],
  }
}

/** What SES rejects whenever it comes. Its other errors are ours to correct, or pass. */
const refusals = ['MessageRejected', 'BadRequestException']

/** Without a response, or with one of the 5xx, SES may have sent the mail. */
function outcomeOf(error: unknown): Sent {
  const reason = String(error)
  if (!(error instanceof SESv2ServiceException)) return { kind: 'unknown', reason }
  if (refusals.includes(error.name)) return { kind: 'refused', reason }
  return { kind: error.$fault === 'client' ? 'failed' : 'unknown', reason }
}
