import * as examples from './examples.ts'
import { manyStatsQuery, statsQuery } from './filters.ts'
import type { Operations } from './operation.ts'
import { StatsListView, StatsView } from './stats-schemas.ts'

export const statsOperations: Operations = {
  'GET /webhooks/{id}/stats': {
    id: 'getStats',
    tag: 'Webhooks',
    summary: 'Retrieve statistics',
    description:
      'Returns how many of a webhook’s deliveries were successful, failed, pending, skipped or dropped, and how long ' +
      'attempts took, over time, and how all their attempts ended. Deliveries are counted by creation time; tests are not counted.',
    query: statsQuery,
    responses: {
      200: {
        description: 'The statistics of the range and of each of its buckets',
        schema: StatsView,
        examples: { hour: examples.stats },
      },
    },
  },
  'GET /stats': {
    id: 'listStats',
    tag: 'Webhooks',
    summary: 'Retrieve statistics of several webhooks',
    description:
      'Returns the statistics of up to 100 webhooks, as for a table of them. Webhooks that do not exist are left out.',
    query: manyStatsQuery,
    responses: {
      200: {
        description: 'The statistics of the range for each webhook',
        schema: StatsListView,
        examples: { hour: { items: [{ webhook: examples.webhook.id, ...examples.stats }] } },
      },
    },
  },
}
