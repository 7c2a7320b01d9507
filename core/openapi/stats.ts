import * as examples from './examples.ts'
import { statsQuery } from './filters.ts'
import type { Operations } from './operation.ts'
import { StatsView } from './stats-schemas.ts'

export const statsOperations: Operations = {
  'GET /webhooks/{id}/stats': {
    id: 'getStats',
    tag: 'Webhooks',
    summary: 'Retrieve statistics',
    description:
      'Returns how many of a webhook’s deliveries were successful, failed, pending, skipped or dropped, and how long ' +
      'attempts took, over time. Deliveries are counted by creation time; tests are not counted.',
    query: statsQuery,
    responses: {
      200: {
        description: 'The statistics of the range and of each of its buckets',
        schema: StatsView,
        examples: { hour: examples.stats },
      },
    },
  },
}
