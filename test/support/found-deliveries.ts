import type { DeliveryStore } from '../../core/deliveries/delivery-store.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'

type Lists = Pick<DeliveryStore, 'listDeliveries'>

/** The newest pending deliveries of `acme`. */
export async function pendingIn({ listDeliveries }: Lists): Promise<Delivery[]> {
  for (let from: string | undefined; ;) {
    const page: { deliveries: Delivery[]; next: string | undefined } = await listDeliveries(
      'acme',
      { status: 'pending' },
      { limit: 10, from },
    )
    from = page.next
    if (page.deliveries.length > 0 || from === undefined) return page.deliveries
  }
}

/** The delivery of an event of `acme` to a webhook. */
export async function deliveryFor(
  event: string,
  webhook: string,
  { listDeliveries }: Lists,
): Promise<Delivery | undefined> {
  const page = { limit: 1, from: undefined }
  const { deliveries } = await listDeliveries('acme', { event, webhook }, page)
  return deliveries[0]
}
