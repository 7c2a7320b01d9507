import * as z from 'zod'

import { addressId } from './mail.ts'
import type { SuppressionStore, MailStore } from './mail-store.ts'

/** The tags that a mail is sent with, so that what comes back names it. */
export const mailTags = { marketplace: 'marketplace', mail: 'mail' } as const

const Tag = z.tuple([z.string()])

/**
 * What SES publishes of a mail that it had accepted, on the account's default bus. Source:
 * https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html
 */
const Feedback = z.object({
  eventType: z.enum(['Bounce', 'Complaint', 'Reject']),
  mail: z.object({
    tags: z.object({ [mailTags.marketplace]: Tag, [mailTags.mail]: Tag }),
  }),
  bounce: z
    .object({
      bounceType: z.string(),
      bouncedRecipients: z.array(z.object({ diagnosticCode: z.string().exactOptional() })),
    })
    .exactOptional(),
  complaint: z.object({ complaintFeedbackType: z.string().exactOptional() }).exactOptional(),
  reject: z.object({ reason: z.string() }).exactOptional(),
})
type Feedback = z.infer<typeof Feedback>

const Envelope = z.object({ source: z.literal('aws.ses'), detail: Feedback })

/** Parses feedback of the mail service; undefined if it is something else. */
export function parseFeedback(json: unknown): Feedback | undefined {
  return Envelope.safeParse(json).data?.detail
}

export type FeedbackPorts = Pick<MailStore, 'findMail' | 'replaceMail'> &
  Pick<SuppressionStore, 'suppress'> & { now: () => Date }

/**
 * Records what came back. After a permanent bounce or a complaint, the address gets no more mail; a
 * transient bounce, such as a full mailbox, changes nothing for later mails.
 */
export async function takeFeedback(feedback: Feedback, ports: FeedbackPorts): Promise<void> {
  const { tags } = feedback.mail
  const [marketplace] = tags[mailTags.marketplace]
  const [id] = tags[mailTags.mail]
  const mail = await ports.findMail({ marketplace, id })
  if (mail === undefined) return // it has expired
  const at = ports.now().toISOString()
  const { status, detail, isLasting } = meaningOf(feedback)
  if (isLasting) {
    const reason = status === 'complained' ? status : 'bounced'
    const { to: address } = mail
    await ports.suppress({ marketplace, id: addressId(address), address, reason, at, detail })
  }
  const changed = { status, reason: detail, changedAt: at, revision: mail.revision + 1 }
  const isSaved = await ports.replaceMail({ ...mail, ...changed }, mail)
  if (!isSaved) throw new Error('Cannot record feedback of a mail: it was changed meanwhile')
}

type Meaning = {
  status: 'bounced' | 'complained' | 'refused'
  detail: string
  /** Whether the address gets no more mail. */
  isLasting: boolean
}

function meaningOf(feedback: Feedback): Meaning {
  switch (feedback.eventType) {
    case 'Bounce':
      return bounceOf(feedback)
    case 'Complaint':
      return {
        status: 'complained',
        detail: feedback.complaint?.complaintFeedbackType ?? 'complaint',
        isLasting: true,
      }
    case 'Reject':
      return {
        status: 'refused',
        detail: feedback.reject?.reason ?? 'rejected',
        isLasting: false,
      }
  }
}

function bounceOf({ bounce }: Feedback): Meaning {
  const { bounceType = 'Undetermined', bouncedRecipients = [] } = bounce ?? {}
  const detail = bouncedRecipients[0]?.diagnosticCode ?? `${bounceType.toLowerCase()} bounce`
  return { status: 'bounced', detail, isLasting: bounceType === 'Permanent' }
}
