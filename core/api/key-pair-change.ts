import type { OAuth2 } from '../webhooks/authentication.ts'
import type { EndpointKey } from '../webhooks/endpoint.ts'
import type { ClientKeyPorts } from '../webhooks/key-pair.ts'
import { withNextKey, withNextKeyInUse } from '../webhooks/with-key-pair.ts'
import type { ApiResponse } from './operation.ts'
import { problem } from './problem.ts'

/** What is done to the key pairs of an OAuth2 client: the next one is made, or put to use. */
export type KeyChange = 'next' | 'rotate'

/** The webhook or the product that the client belongs to, and how its problems name it. */
type Owner = EndpointKey & { called: 'webhook' | 'integration' }

/** The client after the change, or why it cannot be made. Undefined stands for a client without a key pair. */
export async function changedClient<Client extends OAuth2>(
  client: Client | undefined,
  { change, owner }: { change: KeyChange; owner: Owner },
  ports: ClientKeyPorts,
): Promise<Client | ApiResponse> {
  if (client === undefined) {
    const reason = `the ${owner.called} does not use PRIVATE_KEY_JWT`
    return problem(409, `Cannot change the client key: ${reason}`)
  }
  return change === 'next'
    ? withNextKey(client, owner, ports)
    : (withNextKeyInUse(client) ?? noNextKey)
}

const noNextKey = problem(409, 'Cannot rotate the client key: there is no next one; make it first')
