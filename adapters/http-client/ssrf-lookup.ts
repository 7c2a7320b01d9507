import type { LookupAddress, LookupAllOptions } from 'node:dns'
import type { LookupFunction } from 'node:net'

import { mayConnect } from './ssrf-url-check.ts'
import type { DestinationRules } from './destination-rules.ts'

/** Asks for all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** The name resolves to what may not be called. */
export class Refused extends Error {}

type Guard = { rules: DestinationRules; resolve: Resolve; onResolved: () => void }

/**
 * Answers with the addresses of a name only if every one of them may be called. What it answers
 * with is dialled; nobody asks again.
 */
export function ssrfLookup(url: URL, { rules, resolve, onResolved }: Guard): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const problem = error ?? refusalOf(addresses, url, rules)
      if (problem !== undefined) {
        callback(problem, [])
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
  const wrong = addresses.find(({ address }) => !mayConnect(address, url, rules))
  if (wrong === undefined) return undefined
  return new Refused(`${url.hostname} is ${wrong.address}, which is not public`)
}
