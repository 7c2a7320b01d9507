import { BlockList, isIP } from 'node:net'

import { variable } from '../common/environment-variables.ts'

/** A range of ports, inclusive. */
type PortRange = { from: number; to: number }

/** Exceptions from "public HTTPS addresses only", and the allowed ports. */
export type DestinationRules = {
  /** Allows http and https on this machine's loopback. */
  loopback: boolean
  /**
   * Hosts that are allowed whatever their address, over http too: `10.0.0.7`, `crm.internal:8443`.
   */
  allowedHosts: readonly string[]
  /** Private CIDR blocks that are allowed, over https: `10.20.0.0/16`. */
  allowedCidrs: readonly string[]
  allowedPorts: readonly PortRange[]
}

/** Production's rules: no exceptions. */
export const strict: DestinationRules = {
  loopback: false,
  allowedHosts: [],
  allowedCidrs: [],
  allowedPorts: [
    { from: 443, to: 443 },
    { from: 1024, to: 65_535 }, // lower ports belong to other services
  ],
}

/** The rules from the environment variables. */
export function rulesFrom(environment: Readonly<Record<string, string | undefined>>) {
  const text = {
    hosts: environment[variable.allowedHosts] ?? '',
    cidrs: environment[variable.allowedCidrs] ?? '',
    ports: environment[variable.allowedPorts] ?? '',
  }
  return readRules(text, {
    hosts: variable.allowedHosts,
    cidrs: variable.allowedCidrs,
    ports: variable.allowedPorts,
  })
}

type Texts = { hosts: string; cidrs: string; ports: string }

/** What error messages call the settings of a deployment. */
const settingNames: Texts = {
  hosts: 'the setting allowedHosts',
  cidrs: 'the setting allowedCidrs',
  ports: 'the setting allowedPorts',
}

/** Parses the rules from comma-separated lists; '' means none, or the default ports. */
export function readRules(text: Texts, names = settingNames): DestinationRules {
  const { hosts, cidrs, ports } = text
  return {
    loopback: false,
    allowedHosts: partsOf(hosts).map((part) => readHost(names.hosts, part)),
    allowedCidrs: partsOf(cidrs).map((part) => readCidr(names.cidrs, part)),
    allowedPorts:
      ports === ''
        ? strict.allowedPorts
        : partsOf(ports).map((part) => readPorts(names.ports, part)),
  }
}

/**
 * A check whether an address is in one of the CIDR blocks, such as `10.0.0.0/8`. Anything that
 * `isIP` rejects is not.
 */
export function addressesIn(blocks: readonly string[]): (address: string) => boolean {
  const lists = { 4: new BlockList(), 6: new BlockList() }
  for (const block of blocks) {
    const [address = '', bits] = block.split('/')
    const isV6 = address.includes(':')
    lists[isV6 ? 6 : 4].addSubnet(address, Number(bits), isV6 ? 'ipv6' : 'ipv4')
  }
  // One list per family: a shared BlockList would also match IPv4-mapped IPv6 addresses.
  return (address) => {
    const family = isIP(address)
    if (family === 4) return lists[4].check(address, 'ipv4')
    return family === 6 && !address.includes('%') && lists[6].check(address, 'ipv6')
  }
}

/** Accepts a host exactly as `URL` normalizes it, as that is what it is compared with. */
function readHost(name: string, text: string): string {
  const url = `https://${text}`
  if (/^[\x21-\x7e]+$/.test(text) && URL.canParse(url) && new URL(url).host === text) return text
  return refuse(name, `'${text}' is not a host with an optional port, such as 10.0.0.7:8443`)
}

function readCidr(name: string, text: string): string {
  const [address = '', bits = '', ...rest] = text.split('/')
  const max = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  const isBlock = /^\d{1,3}$/.test(bits) && Number(bits) <= max && !address.includes('%')
  if (isBlock && rest.length === 0) return text
  return refuse(name, `'${text}' is not a CIDR block, such as 10.20.0.0/16`)
}

function readPorts(name: string, text: string): PortRange {
  const [, from = '', to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? []
  const range = { from: Number(from), to: Number(to) }
  if (range.from >= 1 && range.from <= range.to && range.to <= 65_535) return range
  return refuse(name, `'${text}' is not a port or a port range, such as 1024-65535`)
}

function partsOf(text: string): string[] {
  return text === '' ? [] : text.split(',').map((part) => part.trim())
}

function refuse(name: string, fact: string): never {
  throw new Error(`Cannot read ${name}: ${fact}`)
}
