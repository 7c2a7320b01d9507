import QuickLRU from 'quick-lru'

import type { AwsTarget } from '../../core/webhooks/aws-target.ts'
import { assumedRole } from './sts-session.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

/** How many clients of a service stay. */
const maxClients = 200

type Config = ReturnType<typeof configFor>

type Owner = { target: AwsTarget; marketplace: string }

/**
 * A client of a service for each target, in its Region and with its role. A client keeps the credentials
 * of the role until five minutes before they expire.
 */
export function clientsByRole<Client>(make: (config: Config) => Client) {
  const clients = new QuickLRU<string, Client>({ maxSize: maxClients })
  const keyOf = ({ target, marketplace }: Owner) => JSON.stringify([target, marketplace])
  return {
    clientFor: (owner: Owner): Client => {
      const key = keyOf(owner)
      const client = clients.get(key) ?? make(configFor(owner))
      clients.set(key, client)
      return client
    },
    /** The next client assumes the role again. */
    forget: (owner: Owner): boolean => clients.delete(keyOf(owner)),
  }
}

function configFor({ target, marketplace }: Owner) {
  const [, , , region = ''] = target.arn.split(':')
  return { region, credentials: assumedRole(target, marketplace), ...sdkTimeouts() }
}
