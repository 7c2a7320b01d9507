import { isIP } from 'node:net'

import { addressesIn, type DestinationRules } from './destination-rules.ts'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

/**
 * Why the rules do not allow a URL, to follow "the URL"; undefined if they do, provided that its
 * host resolves to allowed addresses.
 */
export function urlRefusal(text: string, rules: DestinationRules): string | undefined {
  const url = parsed(text)
  if (url === undefined) return 'is not an absolute URL'
  if (/[\s\\]/.test(text)) return 'must not contain spaces or backslashes'
  if (/^[^/?#]*\/\/[^/?#]*@/.test(text)) return 'must not contain credentials'
  if (text.includes('#')) return 'must not contain a fragment'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://'
  return hostRefusal(url, rules) ?? nameRefusal(url) ?? spellingRefusal(text, url)
}

/** Whether the rules allow connecting to an address that the URL's host is or resolves to. */
export function mayConnect(address: string, url: URL, rules: DestinationRules): boolean {
  if (isIP(address) === 0) return false
  if (isAllowedHost(url, rules) || isPublicAddress(address)) return true
  if (rules.loopback && isLoopbackAddress(address)) return true
  return addressesIn(rules.allowedCidrs)(address)
}

/**
 * The host as the resolver expects it: an IPv6 address without brackets, a name without a trailing
 * dot.
 */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

/** Not `URL.canParse()`: once optimized, Node 20's misreads letters such as `ü`. */
function parsed(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

function hostRefusal(url: URL, rules: DestinationRules): string | undefined {
  if (isAllowedHost(url, rules)) return undefined

  const host = hostOf(url)
  const isThisMachine = /(^|\.)localhost$/.test(host)
  if (rules.loopback && (isThisMachine || isLoopbackAddress(host))) return undefined
  if (url.protocol === 'http:') return 'must begin with https://'
  if (!isAllowedPort(url, rules)) return `must use a port of ${formatPorts(rules)}`
  if (isThisMachine || (isIP(host) !== 0 && !mayConnect(host, url, rules))) {
    return `must not point at ${host}, which is not on the public internet`
  }
  return undefined
}

function nameRefusal(url: URL): string | undefined {
  const host = hostOf(url)
  const mayExist = isIP(host) !== 0 || isHostName(host)
  return mayExist ? undefined : 'must have a host name that DNS can have'
}

/** Labels of 1 to 63 letters, digits, hyphens or underscores, together at most 253 (RFC 1035, 2.3.4). */
function isHostName(host: string): boolean {
  const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/
  return host.length <= 253 && host.split('.').every((each) => label.test(each))
}

/**
 * Only the normalized spelling of a host is accepted. A decimal, octal, hexadecimal, shortened,
 * escaped or Unicode one reads as a different host than it is.
 */
function spellingRefusal(text: string, url: URL): string | undefined {
  if (url.hostname.endsWith('.')) return 'must not end its host with a dot'
  const plain = `${url.protocol}//${url.hostname}`
  const start = text.slice(0, plain.length).replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const isPlain =
    start === plain && /^(:0{0,4}[1-9]\d{0,4})?([/?]|$)/.test(text.slice(plain.length))
  return isPlain ? undefined : `must begin with ${plain}, in this spelling`
}

function isAllowedHost(url: URL, { allowedHosts }: DestinationRules): boolean {
  return allowedHosts.includes(url.hostname) || allowedHosts.includes(url.host)
}

function isAllowedPort({ port }: URL, { allowedPorts }: DestinationRules): boolean {
  const number = port === '' ? 443 : Number(port)
  return allowedPorts.some(({ from, to }) => from <= number && number <= to)
}

function formatPorts({ allowedPorts }: DestinationRules): string {
  return allowedPorts.map(({ from, to }) => (from === to ? from : `${from}-${to}`)).join(', ')
}
