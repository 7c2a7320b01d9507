import { expiringCertificates } from '../health/expiring-certificates.ts'
import type { HealthPorts } from '../health/record-health.ts'
import type {
  Expiring,
  ExpiryNoticeStore,
  ServerCertificateStore,
} from '../health/server-certificate.ts'
import type { Webhook } from '../webhooks/webhook.ts'
import type { WebhookStore } from '../webhooks/webhook-store.ts'

export type ExpiryNoticePorts = ExpiryNoticeStore &
  Pick<ServerCertificateStore, 'findCertificate'> &
  Pick<WebhookStore, 'findWebhooks'> &
  Pick<HealthPorts, 'announce' | 'now' | 'log'>

/** The sweep that comes in this half hour of a day checks certificates. */
const checkedAt = { hour: 6, beforeMinute: 30 }

/** Whether it is time to check the certificates: sweeps are half an hour apart. */
export function isExpiryCheckDue(now: Date): boolean {
  return now.getUTCHours() === checkedAt.hour && now.getUTCMinutes() < checkedAt.beforeMinute
}

/**
 * Publishes a notice for each webhook of a marketplace about its certificates, and its receiver's, that
 * expire within 30 days: once about each certificate. Disabled webhooks are left out.
 */
export async function noticeExpiring(marketplace: string, ports: ExpiryNoticePorts): Promise<void> {
  for (const webhook of await ports.findWebhooks(marketplace)) {
    if (!webhook.enabled) continue
    const receiver = await ports.findCertificate(webhook)
    const certificates: Expiring[] = []
    for (const one of expiringCertificates(webhook, ports.now(), receiver)) {
      if (await ports.addExpiryNotice(webhook, one)) certificates.push(one)
    }
    if (certificates.length > 0) await publish(webhook, certificates, ports)
  }
}

/** What cannot be published is tried again a day later. */
async function publish(webhook: Webhook, certificates: Expiring[], ports: ExpiryNoticePorts) {
  const at = ports.now().toISOString()
  const notice = { kind: 'certificates_expiring', at, certificates } as const
  const reason = await ports.announce(notice, webhook)
  const { marketplace, id } = webhook
  const facts = { marketplace, webhook: id, certificates }
  if (reason === undefined) {
    ports.log({ message: `webhook ${notice.kind}`, ...facts })
    return
  }
  const message = `Cannot publish 'webhook.${notice.kind}': ${reason}`
  ports.log({ level: 'ERROR', message, ...facts })
  for (const one of certificates) await ports.removeExpiryNotice(webhook, one)
}
