import { isIP } from 'node:net'

import { addressesIn, type DestinationRules } from './destination-rules.ts'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

/** Why a URL may not be called; undefined when it may, if its name resolves to good addresses. */
export function urlRefusal(text: string, rules: DestinationRules): string | undefined {
  const url = parsed(text)
  if (url === undefined) return 'is not an absolute URL'
  if (/[\s\\]/.test(text)) return 'must not contain spaces or backslashes'
  if (/^[^/?#]*\/\/[^/?#]*@/.test(text)) return 'must not contain credentials'
  if (text.includes('#')) return 'must not contain a fragment'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://'
  return hostRefusal(url, rules) ?? spellingRefusal(text, url)
}

/** Whether an address that the URL's host resolved to, or is, may be called. */
export function mayConnect(address: string, url: URL, rules: DestinationRules): boolean {
  if (isIP(address) === 0) return false
  if (isAllowedHost(url, rules) || isPublicAddress(address)) return true
  if (rules.loopback && isLoopbackAddress(address)) return true
  return addressesIn(rules.allowedCidrs)(address)
}

/** The host as it is looked up: an IPv6 address without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

/** Not by `URL.canParse()`: once it was compiled, that of Node 20 misreads letters such as `ü`. */
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
  if (!isAllowedPort(url, rules)) return `must use a port of ${listOf(rules)}`
  if (isThisMachine || (isIP(host) !== 0 && !mayConnect(host, url, rules))) {
    return `must not point at ${host}, which is not on the public internet`
  }
  return undefined
}

/**
 * One host has one spelling: what is decimal, octal, hexadecimal, shortened, escaped or in other
 * letters reads as something else than it is.
 */
function spellingRefusal(text: string, url: URL): string | undefined {
  if (url.hostname.endsWith('.')) return 'must not end its host with a dot'
  const plain = `${url.protocol}//${url.hostname}`
  const start = text.slice(0, plain.length).replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const isPlain = start === plain && /^(:\d{1,5})?([/?]|$)/.test(text.slice(plain.length))
  return isPlain ? undefined : `must begin with ${plain}, in this spelling`
}

function isAllowedHost(url: URL, { allowedHosts }: DestinationRules): boolean {
  return allowedHosts.includes(url.hostname) || allowedHosts.includes(url.host)
}

function isAllowedPort({ port }: URL, { allowedPorts }: DestinationRules): boolean {
  const number = port === '' ? 443 : Number(port)
  return allowedPorts.some(({ from, to }) => from <= number && number <= to)
}

function listOf({ allowedPorts }: DestinationRules): string {
  return allowedPorts.map(({ from, to }) => (from === to ? from : `${from}-${to}`)).join(', ')
}
