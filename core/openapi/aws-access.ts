import * as z from 'zod'

import { describe, named } from './named.ts'
import type { Operations } from './operation.ts'

const fields = {
  isConfigured: z.boolean(),
  principalArn: z.string().exactOptional(),
  externalId: z.string(),
  roleNamePattern: z.string(),
}

const AwsAccessView = named('AwsAccess', z.object(fields), {
  description: 'What the trust policy of a role has to name for the router to assume it',
})

describe(fields, {
  isConfigured:
    'Whether the router has credentials of AWS; without them no webhook has an event bus or a queue',
  principalArn: 'The role of the router; absent if the router does not know it',
  externalId: 'Identifies the marketplace. It is no secret',
  roleNamePattern: 'The names of the roles that the router may assume',
})

export const awsAccessOperations: Operations = {
  'GET /aws-access': {
    id: 'getAwsAccess',
    tag: 'Webhooks',
    summary: 'Show how to let the router write to an event bus or a queue',
    description:
      'The router assumes a role of the account that owns the event bus or the queue. Its trust policy names ' +
      'the router as the principal, and the external id as the condition `sts:ExternalId`.',
    responses: {
      200: {
        description: 'Whom the role has to trust',
        schema: AwsAccessView,
        examples: {
          access: {
            isConfigured: true,
            principalArn: 'arn:aws:iam::111122223333:role/Postrider-DeliverFunctionRole-1A2B3C',
            externalId: 'postrider/acme',
            roleNamePattern: 'postrider-*',
          },
        },
      },
    },
  },
}
