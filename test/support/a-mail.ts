import type { Mail } from '../../core/mail/mail.ts'
import { noon } from './builders.ts'

/** A mail to a webhook's address that is being sent, or another one. */
export function aMail(changes: Partial<Mail> = {}): Mail {
  const at = noon.toISOString()
  return {
    marketplace: 'acme',
    id: '1772366400000-abc',
    at,
    kind: 'WEBHOOK_DISABLED',
    to: 'crm@example.com',
    subject: 'Webhook is disabled: Zoë’s CRM',
    text: 'It is disabled.\n',
    html: '<p>It is disabled.</p>',
    status: 'sending',
    changedAt: at,
    revision: 1,
    ...changes,
  }
}
