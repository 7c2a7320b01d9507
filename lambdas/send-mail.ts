import { type FeedbackPorts, parseFeedback, takeFeedback } from '../core/mail/feedback.ts'
import { parseHappening } from '../core/mail/happening.ts'
import { type AboutPorts, mailsAbout } from '../core/mail/mails-about.ts'
import { sendMail, type SendPorts } from '../core/mail/send-mail.ts'
import { parseJson } from '../core/values/parse-json.ts'
import type { DeadLetterPorts, Unreadable } from './dead-letter.ts'
import { eachRecord } from './each-record.ts'

export type SendMailPorts = AboutPorts & SendPorts & FeedbackPorts

/** Sends the mails about what happened, and takes what the mail service says of them later. */
export function sendMailHandler(ports: SendMailPorts & DeadLetterPorts) {
  return eachRecord(
    () =>
      ({ body }) =>
        handle(body, ports),
    ports,
  )
}

async function handle(body: string, ports: SendMailPorts): Promise<Unreadable | undefined> {
  const read = parseJson(body)
  if ('reason' in read) return { unreadable: read.reason }
  const feedback = parseFeedback(read.json)
  if (feedback !== undefined) {
    await takeFeedback(feedback, ports)
    return undefined
  }
  const happening = parseHappening(read.json)
  if ('reason' in happening) return { unreadable: happening.reason }
  const mails = await mailsAbout(happening, ports)
  const sent = await Promise.allSettled(mails.map((mail) => sendMail(mail, ports)))
  const failed = sent.find((result) => result.status === 'rejected')
  if (failed !== undefined) throw failed.reason // the message comes again; who has a mail gets no other
  return undefined
}
