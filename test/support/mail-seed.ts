import { mailsIn } from '../../adapters/stores/mail-store.ts'
import type { Mail, SuppressedAddress } from '../../core/mail/mail.ts'
import type { Table } from '../../core/ports.ts'
import { noon } from './builders.ts'

const at = noon.toISOString()

const aMail: Mail = {
  marketplace: 'acme',
  id: 'mail-1',
  at,
  kind: 'PRODUCT_EVENT_FAILURE',
  to: 'ops@vendor.example',
  product: 'product-1',
  integrationEvent: 'token-1',
  subject: 'Order failed',
  text: 'An order failed.',
  html: '<p>An order failed.</p>',
  status: 'refused',
  reason: '550 no such user',
  changedAt: at,
  revision: 1,
}

const suppressed: SuppressedAddress = {
  marketplace: 'acme',
  id: 'address-1',
  address: 'left@example.com',
  reason: 'bounced',
  detail: '550 no such user',
  at,
}

/** Adds a mail that was refused, and an address that gets none. */
export function seedMails(webhooks: Table): void {
  const { addMail, suppress } = mailsIn(webhooks)
  void addMail(aMail)
  void suppress(suppressed)
}
