/** The form that tries an event out. */
export const trigger = {
  title: 'Try an integration event',
  description: 'Calls the vendor of a product with an event that you write.',
  event: 'Event',
  product: 'Product',
  chooseProduct: 'Choose a product',
  noProducts: 'There is no product with an integration yet.',
  type: 'Type',
  flag: 'Flag',
  flags: {
    STATELESS: 'STATELESS: a test, nothing happens because of it',
    DEVELOPMENT: 'DEVELOPMENT: the vendor acts, nothing is billed',
    NONE: 'None: a real event',
  },
  body: 'Payload',
  bodyHint: 'The parts of the event that depend on its type.',
  creator: 'Caused by',
  confirm: 'The vendor may act on it: I want to send an event that is not a test',
  confirmNeeded: 'Confirm that the vendor may act on the event.',
  send: 'Send event',
  sent: 'The event was sent.',
  blockedBy: 'View the pending event',
}
