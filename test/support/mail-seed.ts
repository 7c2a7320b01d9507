import { mailsIn } from '../../adapters/stores/mail-store.ts'
import type { SuppressedAddress } from '../../core/mail/mail.ts'
import type { Table } from '../../core/ports.ts'
import { aMail } from './a-mail.ts'
import { noon } from './builders.ts'

const at = noon.toISOString()

const refused = aMail({
  id: 'mail-1',
  kind: 'PRODUCT_EVENT_FAILURE',
  product: 'product-1',
  integrationEvent: 'token-1',
  status: 'refused',
  reason: '550 no such user',
})

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
  void addMail(refused)
  void suppress(suppressed)
}
