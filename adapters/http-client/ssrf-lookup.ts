import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'

import type { Log } from '../../core/ports.ts'
import type { Resolve } from './name-resolver.ts'
import { mayConnect } from './ssrf-url-check.ts'
import type { DestinationRules } from './destination-rules.ts'

/** The name resolves to an address that the rules do not allow. */
export class Refused extends Error {}

type Guard = {
  rules: DestinationRules
  resolve: Resolve
  onResolved: () => void
  log?: Log | undefined
}

/**
 * A `lookup` that returns a name's addresses only if the rules allow every one of them. The socket
 * connects to what it returns without another DNS query, so a second answer (DNS rebinding) has no
 * effect.
 */
export function ssrfLookup(url: URL, { rules, resolve, onResolved, log }: Guard): LookupFunction {
  return (hostname, options, callback) => {
    const checked = resolve(hostname).then((addresses) => {
      const refusal = refusalOf(addresses, url, { rules, log })
      if (refusal !== undefined) throw refusal
      return addresses
    })
    checked.then(
      (addresses) => {
        onResolved()
        if (options.all === true) callback(null, [...addresses])
        else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4)
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, [])
      },
    )
  }
}

/** What private names resolve to is for operators only: it goes to the log. */
function refusalOf(
  addresses: readonly LookupAddress[],
  url: URL,
  { rules, log }: Pick<Guard, 'rules' | 'log'>,
) {
  if (addresses.length === 0) return Object.assign(new Error('No address'), { code: 'ENODATA' })
  const refused = addresses.find(({ address }) => !mayConnect(address, url, rules))
  if (refused === undefined) return undefined
  const { hostname: host } = url
  log?.({ level: 'WARN', message: 'address refused', host, address: refused.address })
  return new Refused(`${host} is not public`)
}
