import { mailsOn } from '../adapters/common/send-messages.ts'
import type { LevelQueue } from '../adapters/leveldb/queue.ts'
import { mailsIn } from '../adapters/stores/mail-store.ts'
import { type Notice, noticeDetail as webhookDetail } from '../core/health/notice.ts'
import { type IntegrationEvent, statusOf } from '../core/integration/integration-event.ts'
import { noticeDetail, outcomeEvent } from '../core/integration/outcome-event.ts'
import type { Mail } from '../core/mail/mail.ts'
import type { Sent } from '../core/mail/send-mail.ts'
import type { Table } from '../core/ports.ts'
import type { Webhook } from '../core/webhooks/webhook.ts'

type Parts = {
  webhooks: Table
  mails: LevelQueue
  /** Sends by a mail server; by default, the page shows what would be sent. */
  sendMail?: ((mail: Mail) => Promise<Sent>) | undefined
}

/** The ports of mail on one machine, where its queue takes the place of the bus. */
export function mailPorts({ webhooks, mails, sendMail }: Parts) {
  const queueMail = mailsOn(mails)
  return {
    ...mailsIn(webhooks),
    send: sendMail ?? (() => Promise.resolve({ kind: 'stored' } as const)),

    announce: (notice: Notice, webhook: Webhook): Promise<string | undefined> => {
      const { marketplace, notify = [] } = webhook
      if (notify.length === 0) return Promise.resolve(undefined)
      const detail = webhookDetail(notice, webhook)
      return reasonOf(queueMail(marketplace, `webhook.${notice.kind}`, detail))
    },

    publishProgress: (event: IntegrationEvent): Promise<string | undefined> =>
      reasonOf(queueMail(event.marketplace, 'integration.in_progress', noticeDetail(event))),

    /** Queues the mail about an event that has failed. */
    mailOutcome: async (event: IntegrationEvent): Promise<void> => {
      if (statusOf(event) !== 'failed') return
      const { uuid } = outcomeEvent(event)
      await queueMail(event.marketplace, 'integration.failed', { uuid })
    },
  }
}

function reasonOf(sending: Promise<void>): Promise<string | undefined> {
  return sending.then(() => undefined, String)
}
