import type { LookupAddress, LookupAllOptions } from 'node:dns'
import type { LookupFunction } from 'node:net'

import { mayConnect } from './ssrf-url-check.ts'
import type { DestinationRules } from './destination-rules.ts'

/** Resolves all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** The name resolves to an address that the rules do not allow. */
export class Refused extends Error {}

type Guard = { rules: DestinationRules; resolve: Resolve; onResolved: () => void }

/**
 * A `lookup` that returns a name's addresses only if the rules allow every one of them. The socket
 * connects to what it returns without another DNS query, so a second answer (DNS rebinding) has no
 * effect.
 */
export function ssrfLookup(url: URL, { rules, resolve, onResolved }: Guard): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const failure = error ?? refusalOf(addresses, url, rules)
      if (failure !== undefined) {
        callback(failure, [])
        return
      }
      onResolved()
      if (options.all === true) callback(null, addresses)
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4)
    })
  }
}

function refusalOf(addresses: readonly LookupAddress[], url: URL, rules: DestinationRules) {
  if (addresses.length === 0) return Object.assign(new Error('No address'), { code: 'ENODATA' })
  const refused = addresses.find(({ address }) => !mayConnect(address, url, rules))
  if (refused === undefined) return undefined
  return new Refused(
    `${url.hostname} resolves to ${refused.address}, which is not a public address`,
  )
}
