import type { Operation } from '../api/operation.ts'
import { actionNames, catalogue, eventType, type Resource } from '../events/catalogue.ts'
import { sampleOf } from '../events/samples.ts'

/** The catalogue, for pages and scripts that offer a choice. */
export const resourceRoutes: readonly Operation<unknown>[] = [
  {
    method: 'GET',
    path: '/resources',
    scope: 'webhooks:read',
    handle: () => ({ status: 200, body: { items: catalogue.map(toResourceView) } }),
  },
]

function toResourceView({ type, name, actions, notes }: (typeof catalogue)[number]) {
  return {
    type,
    name,
    actions: actions.map((action: Resource['actions'][number]) => ({
      action,
      name: actionNames[action],
      eventType: eventType(type, action),
    })),
    notes,
    sample: sampleOf(type),
  }
}
