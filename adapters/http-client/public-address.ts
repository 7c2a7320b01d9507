import { isIP } from 'node:net'

import { addressesIn } from './destination-rules.ts'

/**
 * The address blocks of IANA's special-purpose registries for IPv4 and IPv6: those that are not
 * globally reachable, those of services that are no receivers (AS112, AMT), and those that embed
 * other addresses (mapped, NAT64, 6to4, Teredo), as what these reach cannot be known. Multicast too,
 * and the address by which Azure's machines reach their host.
 */
const notPublic = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

/** Only 2000::/3 of IPv6 is allocated; these blocks inside it are special. */
const notPublicV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20']

const isLoopback = addressesIn(['127.0.0.0/8', '::1/128'])
const isSpecial = addressesIn([...notPublic, ...notPublicV6])
const isUnicast = addressesIn(['2000::/3'])

/** Whether an address is globally reachable. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false
  return (isIP(address) === 4 || isUnicast(address)) && !isSpecial(address)
}

/** Whether an address is loopback. */
export function isLoopbackAddress(address: string): boolean {
  return isLoopback(address)
}
