import * as examples from './examples.ts'
import { RecoveryInput } from './inputs.ts'
import { type Operations, problemResponse } from './operation.ts'
import { RecoveryCount, RecoveryView } from './other-schemas.ts'

export const recoveryOperations: Operations = {
  'POST /webhooks/{id}/recover': {
    id: 'startRecovery',
    tag: 'Recoveries',
    summary: 'Start a recovery',
    description:
      'Sends a webhook’s failed or skipped deliveries of a time range again. Use `dryRun` to count them first. A webhook ' +
      'can have one running recovery.',
    body: {
      schema: RecoveryInput,
      examples: {
        count: { ...examples.recoveryStart, dryRun: true },
        start: examples.recoveryStart,
      },
    },
    responses: {
      200: {
        description: 'With `dryRun`: how many deliveries would be sent',
        schema: RecoveryCount,
        examples: { count: examples.recoveryCount },
      },
      202: {
        description: 'The started recovery',
        schema: RecoveryView,
        headers: ['location'],
        examples: { recovery: { ...examples.recovery, recovered: 0 } },
      },
      409: problemResponse(
        409,
        'The webhook is disabled or has a running recovery',
        'Cannot recover: the webhook has a running recovery; wait or cancel it',
      ),
    },
  },
  'GET /webhooks/{id}/recoveries/{job}': {
    id: 'getRecovery',
    tag: 'Recoveries',
    summary: 'Retrieve a recovery',
    description:
      'Returns a recovery with its progress. Recoveries are stored for 90 days by default.',
    responses: {
      200: {
        description: 'The recovery',
        schema: RecoveryView,
        examples: { running: examples.recovery },
      },
    },
  },
  'POST /webhooks/{id}/recoveries/{job}/cancel': {
    id: 'cancelRecovery',
    tag: 'Recoveries',
    summary: 'Cancel a recovery',
    description: 'Stops a recovery. Deliveries that it has already queued are still sent.',
    responses: {
      200: {
        description: 'The ended recovery',
        schema: RecoveryView,
        examples: { cancelled: examples.cancelledRecovery },
      },
      409: problemResponse(
        409,
        'The recovery keeps changing while it is being cancelled',
        'Cannot cancel the recovery: it keeps changing; try again',
      ),
    },
  },
}
