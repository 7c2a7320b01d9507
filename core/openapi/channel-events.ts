import { channelFilters } from '../integration/manage/channel-events.ts'
import { ChannelEvent, ChannelPage } from './channel-schemas.ts'
import * as examples from './integration-examples.ts'
import type { Operations } from './operation.ts'

/** The marketplace's own API of events. */
export const channelOperations: Operations = {
  'GET /api/channel/v1/events': {
    id: 'listChannelEvents',
    tag: 'Integration events',
    summary: 'List events as the marketplace’s own API does',
    description:
      'Returns integration events with the parameters and in the shape of the marketplace.',
    query: channelFilters,
    responses: {
      200: {
        description: 'A page of events, with totals',
        schema: ChannelPage,
        examples: {
          one: {
            links: [],
            content: [examples.channelEvent],
            page: { size: 50, totalElements: 1, totalPages: 1, number: 0 },
          },
        },
      },
    },
  },
  'GET /api/channel/v1/events/{eventId}': {
    id: 'getChannelEvent',
    tag: 'Integration events',
    summary: 'Retrieve an event as the marketplace’s own API does',
    description: 'Returns an integration event in the shape of the marketplace.',
    responses: {
      200: {
        description: 'The event',
        schema: ChannelEvent,
        examples: { event: examples.channelEvent },
      },
    },
  },
}
