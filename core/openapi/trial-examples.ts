/** Examples of filters, and of trying them. */

export const filter = {
  resource: { content: { status: ['ACTIVE'], totalPrice: [{ numeric: ['>=', 100] }] } },
}

export const order = {
  uuid: '9c85aa3d-5955-47f8-9580-ac3480903f0e',
  timestamp: 1_700_000_000_000,
  resource: {
    type: 'ORDER',
    uuid: '0b2c1f7e-1111-4c3f-9a55-3f1c2d4e5f60',
    content: { status: 'ACTIVE', totalPrice: 250 },
  },
  resourceAction: 'CHANGED',
}

const event = 'order.changed'

export const filterTest = {
  items: [
    {
      source: 'sample',
      event,
      uuid: '5a3d1e00-0000-4000-8000-000000000001',
      timestamp: 1_700_000_000_000,
      matches: false,
      reason: 'does not match at resource.content.totalPrice',
      fields: ['resource.content.totalPrice'],
    },
    { source: 'recent', event, uuid: order.uuid, timestamp: order.timestamp, matches: true },
  ],
}
