import { BlockList, isIP } from 'node:net'

import type { Settings } from '../../core/settings/settings.ts'

/** Which addresses may be called: public ones by https, and what the settings allow besides. */
export type DestinationRules = Pick<Settings, 'allowedHosts' | 'allowedCidrs' | 'allowedPorts'> & {
  /** Whether http and https on the loopback interface may be called. */
  loopback: boolean
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
