import { promises as dns, type LookupAddress, type RecordWithTtl } from 'node:dns'
import { setTimeout as pause } from 'node:timers/promises'

import { startTimeLimit } from './deadline.ts'

/** The addresses of a name, IPv4 first, and how long they are valid. */
export type DnsAnswer = { addresses: LookupAddress[]; ttlSeconds: number }

/**
 * A question is sent again after a second without a response, then after two more, and is given up
 * after five, as libc's resolver gives up a try.
 */
const limitMs = 5000
const patience = { timeout: 1000, tries: 3 }

/** How long the addresses of one family wait for those of the other (RFC 8305, 3 has 50). */
const otherFamilyMs = 300

/**
 * Asks DNS for the addresses of the first of these names that has any. Rejects with the error of
 * `name`, which is one of them; its code is `ETIMEOUT` when the time limit passes.
 *
 * Each question has its own resolver, which reads resolv.conf: it follows the machine from network
 * to network, and is cancelled separately. c-ares needs none of the four threads of libuv, which
 * `dns.lookup` occupies for as long as a name server is silent.
 */
export function askDns(
  name: string,
  names: readonly string[],
  servers: readonly string[] | undefined,
): Promise<DnsAnswer> {
  const resolver = new dns.Resolver(patience)
  if (servers !== undefined) resolver.setServers(servers)
  const questions = firstOf(name, names, resolver)
  return new Promise<DnsAnswer>((resolve, reject) => {
    const cancelLimit = startTimeLimit(limitMs, () => {
      reject(dnsError('ETIMEOUT'))
      resolver.cancel()
    })
    questions.then(resolve, reject).finally(() => {
      cancelLimit()
      resolver.cancel() // the family that was left out
    })
  })
}

async function firstOf(name: string, names: readonly string[], resolver: dns.Resolver) {
  let failure: unknown = dnsError('ENOTFOUND')
  for (const each of names) {
    try {
      return await bothFamilies(each, resolver)
    } catch (error) {
      if (each === name) failure = error
    }
  }
  throw failure
}

/**
 * The addresses of both families. A family that fails, or that comes much later than the other, is
 * left out.
 */
async function bothFamilies(name: string, resolver: dns.Resolver): Promise<DnsAnswer> {
  const families = [
    resolver.resolve4(name, { ttl: true }).then((records) => records.map(ofFamily(4))),
    resolver.resolve6(name, { ttl: true }).then((records) => records.map(ofFamily(6))),
  ]
  const tooLate = Promise.any(families)
    .then(() => pause(otherFamilyMs, undefined, { ref: false }))
    .then(() => Promise.reject(dnsError('ETIMEOUT')))
  const settled = await Promise.allSettled(
    families.map((family) => Promise.race([family, tooLate])),
  )
  const records = settled.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
  if (records.length === 0) throw worstOf(settled)
  return {
    addresses: records.map(({ address, family }) => ({ address, family })),
    ttlSeconds: Math.min(...records.map(({ ttl }) => ttl)),
  }
}

function ofFamily(family: 4 | 6) {
  return (record: RecordWithTtl) => ({ ...record, family })
}

/** A name is known to have no address only if neither family has one. */
function worstOf(settled: readonly PromiseSettledResult<unknown>[]): unknown {
  const reasons = settled.flatMap((each): unknown[] =>
    each.status === 'rejected' ? [each.reason] : [],
  )
  return reasons.find((reason) => !isAbsence(reason)) ?? reasons[0] ?? dnsError('ENODATA')
}

function isAbsence(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOTFOUND' || code === 'ENODATA'
}

function dnsError(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`Cannot resolve the name: ${code}`), { code })
}
