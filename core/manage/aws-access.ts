import type { Operation } from '../api/operation.ts'
import { externalIdOf } from '../webhooks/aws-target.ts'
import { roleNamePattern } from '../webhooks/iam-names.ts'
import type { AwsAccessPorts } from './place-rules.ts'

/** What the owner of an event bus or a queue has to know for the role that the router assumes. */
export const awsAccessRoutes: readonly Operation<AwsAccessPorts>[] = [
  {
    method: 'GET',
    path: '/aws-access',
    scope: 'webhooks:read',
    handle: ({ caller: { marketplace } }, { awsAccess }) => ({
      status: 200,
      body: {
        isConfigured: awsAccess !== undefined,
        ...awsAccess,
        externalId: externalIdOf(marketplace),
        roleNamePattern,
      },
    }),
  },
]
