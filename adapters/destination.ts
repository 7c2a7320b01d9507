import { isIP } from 'node:net'

import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

/** Exceptions from the rule that only public https addresses are called. */
export type DestinationRules = {
  /** Calls http and https on this machine's loopback. */
  loopback: boolean
  /** Hosts that are called whatever their address, by http too: `10.0.0.7`, `crm.internal:8443`. */
  allowedHosts: readonly string[]
}

/** Production's rules: no exceptions. */
export const strict: DestinationRules = { loopback: false, allowedHosts: [] }

/** Why a URL may not be called; undefined when it may, if its name resolves to good addresses. */
export function urlProblem(text: string, rules: DestinationRules): string | undefined {
  if (!URL.canParse(text)) return 'is not an absolute URL'
  if (/[\s\\]/.test(text)) return 'must not contain spaces or backslashes'

  const url = new URL(text)
  if (/^[^/?#]*\/\/[^/?#]*@/.test(text)) return 'must not contain credentials'
  if (text.includes('#')) return 'must not contain a fragment'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://'
  if (isAllowedHost(url, rules)) return undefined

  const host = hostOf(url)
  const isLoopback = host === 'localhost' || isLoopbackAddress(host)
  if (rules.loopback && isLoopback) return undefined
  if (url.protocol === 'http:') return 'must begin with https://'
  if (!isAllowedPort(url)) return 'must use port 443 or one from 1024 to 65535'
  if (isLoopback || (isIP(host) !== 0 && !isPublicAddress(host))) {
    return `must not point at ${host}, which is not on the public internet`
  }
  return undefined
}

/** Whether an address that the URL's host resolved to may be called. */
export function mayDial(address: string, url: URL, rules: DestinationRules): boolean {
  if (isAllowedHost(url, rules) || isPublicAddress(address)) return true
  return rules.loopback && isLoopbackAddress(address)
}

/** The host as it is looked up: an IPv6 address without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

function isAllowedHost(url: URL, { allowedHosts }: DestinationRules): boolean {
  return allowedHosts.includes(url.hostname) || allowedHosts.includes(url.host)
}

function isAllowedPort({ port }: URL): boolean {
  return port === '' || port === '443' || Number(port) >= 1024
}
