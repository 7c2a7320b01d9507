import * as examples from './examples.ts'
import { statsQuery } from './filters.ts'
import type { Operations } from './operation.ts'
import { StatsView } from './stats-schemas.ts'

export const statsOperations: Operations = {
  'GET /webhooks/{id}/stats': {
    id: 'getStats',
    tag: 'Webhooks',
    summary: 'Show how its deliveries went',
    description:
      'How many were delivered, failed, or were skipped, and how long attempts took, over time. Counted from the log by ' +
      'when a delivery was created; tests count too.',
    query: statsQuery,
    answers: {
      200: {
        description: 'The counts of the range, and of each of its buckets',
        schema: StatsView,
        examples: { hour: examples.stats },
      },
    },
  },
}
