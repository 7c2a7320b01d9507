/** A new subscription, in the shape in which the marketplace tells of one. */
export const subscriptionAdded = {
  timestamp: Date.now(),
  resource: {
    type: 'SUBSCRIPTION',
    uuid: '2f6b7b4e-6f0c-4f0e-9f55-0c6f6a6f1c11',
    url: 'https://acme.example.com/api/billing/v1/subscriptions/2f6b7b4e-6f0c-4f0e-9f55-0c6f6a6f1c11',
    content: {
      id: '2f6b7b4e-6f0c-4f0e-9f55-0c6f6a6f1c11',
      parentSubscriptionId: null,
      creationDate: 1_762_000_000_000,
      endDate: null,
      externalAccountId: 'ACC-1001',
      status: 'ACTIVE',
      maxUsers: null,
      assignedUsers: 1,
      order: {
        id: 73_519,
        startDate: 1_762_000_000_000,
        endDate: null,
        status: 'ACTIVE',
        frequency: 'MONTHLY',
        currency: 'EUR',
        type: 'NEW',
        totalPrice: 49.9,
      },
      user: { id: '8c9c2e0e-57e1-4ad8-9a10-0d3f7f7f7c01' },
      company: { id: 'c0ffee00-1111-4222-8333-444455556666' },
      product: { id: '4711' },
      edition: { id: '815' },
    },
  },
  resourceAction: 'ADDED',
}
