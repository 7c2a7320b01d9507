import * as examples from './examples.ts'
import { RecoveryInput } from './inputs.ts'
import { type Operations, refusal } from './operation.ts'
import { RecoveryCount, RecoveryView } from './other-schemas.ts'

export const recoveryOperations: Operations = {
  'POST /webhooks/{id}/recover': {
    id: 'startRecovery',
    tag: 'Recoveries',
    summary: 'Send again what failed or was skipped',
    description: 'Count first with `dryRun`. A webhook has one running recovery at a time.',
    body: {
      schema: RecoveryInput,
      examples: {
        count: { ...examples.recoveryStart, dryRun: true },
        start: examples.recoveryStart,
      },
    },
    answers: {
      200: {
        description: 'With `dryRun`: what would be sent',
        schema: RecoveryCount,
        examples: { count: examples.recoveryCount },
      },
      202: {
        description: 'The recovery, which has begun',
        schema: RecoveryView,
        headers: ['location'],
        examples: { recovery: { ...examples.recovery, recovered: 0 } },
      },
      409: refusal(
        409,
        'The webhook is disabled, or has a running recovery',
        'Cannot recover: the webhook has a running recovery; wait or cancel it',
      ),
    },
  },
  'GET /webhooks/{id}/recoveries/{job}': {
    id: 'getRecovery',
    tag: 'Recoveries',
    summary: 'Show a recovery',
    description: 'How far it has come. It can be seen for 90 days.',
    answers: {
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
    description: 'It takes up no more; what it took up already is sent.',
    answers: {
      200: {
        description: 'The recovery, which has ended',
        schema: RecoveryView,
        examples: { cancelled: examples.cancelledRecovery },
      },
      409: refusal(
        409,
        'It moves on faster than it can be cancelled',
        'Cannot cancel the recovery: it is moving on; ask again',
      ),
    },
  },
}
