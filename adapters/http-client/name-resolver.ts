import type { LookupAddress } from 'node:dns'

import QuickLRU from 'quick-lru'

import { askDns, type DnsAnswer } from './dns-question.ts'
import { addressesInHosts, hostsPath } from './hosts-file.ts'
import { isLocalFault } from './local-fault.ts'
import { namesToAsk, resolvConfPath } from './search-domains.ts'

/** All addresses of a name. Rejects with an error whose code is c-ares's, such as `ENOTFOUND`. */
export type Resolve = (name: string) => Promise<readonly LookupAddress[]>

type ResolverOptions = {
  /** Name servers, such as `127.0.0.1:5300`; default: those of resolv.conf. */
  servers?: readonly string[]
  hostsFile?: string
  resolvConf?: string
}

/** Addresses are cached for their TTL, but so short that a change of DNS soon counts. */
const maxCachedMs = 5000

/** How long a failure is remembered. */
const failedMs = 5000

const maxNames = 1000

/**
 * Resolves names by the hosts file and then by DNS, as the operating system does, but asks one
 * question at a time about a name, however many attempts wait for it, and waits in no thread.
 */
export function nameResolver(options: ResolverOptions = {}): Resolve {
  const answers = new QuickLRU<string, Answer>({ maxSize: maxNames })
  const questions = new Map<string, Promise<Answer>>()

  const ask = async (name: string): Promise<Answer> => {
    const answer = await answerFor(name, options)
    const maxAge = cachedMs(answer)
    if (maxAge > 0) answers.set(name, answer, { maxAge })
    return answer
  }
  const askOnce = (name: string): Promise<Answer> => {
    const running = questions.get(name) ?? ask(name).finally(() => questions.delete(name))
    questions.set(name, running)
    return running
  }
  return async (hostname) => {
    const name = hostname.toLowerCase()
    const answer = answers.get(name) ?? (await askOnce(name))
    if ('failure' in answer) throw answer.failure
    return answer.addresses
  }
}

type Answer = DnsAnswer | { failure: Error }

async function answerFor(name: string, options: ResolverOptions): Promise<Answer> {
  const { servers, hostsFile = hostsPath, resolvConf = resolvConfPath } = options
  try {
    const addresses = await addressesInHosts(name, hostsFile)
    if (addresses.length > 0) return { addresses, ttlSeconds: Infinity }
    if (isLocalhost(name)) return { addresses: loopback, ttlSeconds: Infinity }
    const names = await namesToAsk(name, resolvConf)
    return await askDns(name, names, servers).catch(async (error: unknown) => {
      // c-ares has no other code if the process has no file left for a socket; then this throws.
      if (codeOf(error) === 'ECONNREFUSED') await addressesInHosts(name, hostsFile)
      throw error
    })
  } catch (error) {
    return { failure: error as Error }
  }
}

/** These names never leave the machine (RFC 6761, 6.3). */
function isLocalhost(name: string): boolean {
  return /(^|\.)localhost$/.test(name)
}

const loopback = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/** An error of this machine says nothing about the name. */
function cachedMs(answer: Answer): number {
  if ('failure' in answer) return isLocalFault(answer.failure) ? 0 : failedMs
  return Math.min(answer.ttlSeconds * 1000, maxCachedMs)
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code
}
