import { BlockList, isIP } from 'node:net'

import { variable } from '../common/environment-variables.ts'

/** A range of ports, both ends included. */
type PortRange = { from: number; to: number }

/** Exceptions from the rule that only public https addresses are called, and the ports that are. */
export type DestinationRules = {
  /** Calls http and https on this machine's loopback. */
  loopback: boolean
  /** Hosts that are called whatever their address, by http too: `10.0.0.7`, `crm.internal:8443`. */
  allowedHosts: readonly string[]
  /** Blocks of addresses that are called though they are not public, by https: `10.20.0.0/16`. */
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
    { from: 1024, to: 65_535 }, // below are services of other kinds
  ],
}

/** The rules as the environment has them. */
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

/** What the settings of a deployment are called. */
const settingNames: Texts = {
  hosts: 'the setting allowedHosts',
  cidrs: 'the setting allowedCidrs',
  ports: 'the setting allowedPorts',
}

/**
 * The rules as a deployment sets them, each a list with commas; '' for none, or the usual ports.
 */
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

/** Addresses in blocks such as `10.0.0.0/8`; `check` takes what `isIP` takes. */
export function addressesIn(blocks: readonly string[]): (address: string) => boolean {
  const lists = { 4: new BlockList(), 6: new BlockList() }
  for (const block of blocks) {
    const [address = '', bits] = block.split('/')
    const isV6 = address.includes(':')
    lists[isV6 ? 6 : 4].addSubnet(address, Number(bits), isV6 ? 'ipv6' : 'ipv4')
  }
  // A list of one family knows no mapped addresses of the other.
  return (address) => {
    const family = isIP(address)
    if (family === 4) return lists[4].check(address, 'ipv4')
    return family === 6 && !address.includes('%') && lists[6].check(address, 'ipv6')
  }
}

/** Only what is compared with: a host as it stands in a URL after parsing. */
function readHost(name: string, text: string): string {
  const url = `https://${text}`
  if (/^[\x21-\x7e]+$/.test(text) && URL.canParse(url) && new URL(url).host === text) return text
  return refuse(name, `'${text}' is not a host with or without a port, such as 10.0.0.7:8443`)
}

function readCidr(name: string, text: string): string {
  const [address = '', bits = '', ...rest] = text.split('/')
  const max = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  const isBlock = /^\d{1,3}$/.test(bits) && Number(bits) <= max && !address.includes('%')
  if (isBlock && rest.length === 0) return text
  return refuse(name, `'${text}' is not a block of addresses, such as 10.20.0.0/16`)
}

function readPorts(name: string, text: string): PortRange {
  const [, from = '', to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? []
  const range = { from: Number(from), to: Number(to) }
  if (range.from >= 1 && range.from <= range.to && range.to <= 65_535) return range
  return refuse(name, `'${text}' is not a port or a range of them, such as 1024-65535`)
}

function partsOf(text: string): string[] {
  return text === '' ? [] : text.split(',').map((part) => part.trim())
}

function refuse(name: string, fact: string): never {
  throw new Error(`Cannot read ${name}: ${fact}`)
}
