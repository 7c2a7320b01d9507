import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { isPublicAddress } from '../../../adapters/http-client/public-address.ts'

/**
 * The first and last address of the blocks that IANA's registries list as not globally reachable.
 */
const notPublic = [
  ['this network', '0.0.0.0', '0.255.255.255'],
  ['private use', '10.0.0.0', '10.255.255.255'],
  ['shared by carriers (CGNAT)', '100.64.0.0', '100.127.255.255'],
  ['loopback', '127.0.0.0', '127.255.255.255'],
  ['the host of a machine on Azure', '168.63.129.16', '168.63.129.16'],
  ['link-local, metadata', '169.254.0.0', '169.254.255.255'],
  ['private use', '172.16.0.0', '172.31.255.255'],
  ['IETF protocols', '192.0.0.0', '192.0.0.255'],
  ['documentation', '192.0.2.0', '192.0.2.255'],
  ['AS112', '192.31.196.0', '192.31.196.255'],
  ['AMT', '192.52.193.0', '192.52.193.255'],
  ['6to4 relays', '192.88.99.0', '192.88.99.255'],
  ['private use', '192.168.0.0', '192.168.255.255'],
  ['AS112', '192.175.48.0', '192.175.48.255'],
  ['benchmarks', '198.18.0.0', '198.19.255.255'],
  ['documentation', '198.51.100.0', '198.51.100.255'],
  ['documentation', '203.0.113.0', '203.0.113.255'],
  ['multicast', '224.0.0.0', '239.255.255.255'],
  ['reserved, broadcast', '240.0.0.0', '255.255.255.255'],
] as const

const notPublicV6 = [
  ['unspecified', '::', '::'],
  ['loopback', '::1', '::1'],
  ['IPv4-compatible', '::7f00:1', '::ffff:ffff'],
  ['IPv4-mapped', '::ffff:0:0', '::ffff:255.255.255.255'],
  ['IPv4-mapped, of a public address', '::ffff:8.8.8.8', '::ffff:808:808'],
  ['IPv4-translated', '::ffff:0:0:0', '::ffff:0:ffff:ffff'],
  ['NAT64', '64:ff9b::', '64:ff9b::ffff:ffff'],
  ['NAT64, local', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ['discard', '100::', '100::ffff:ffff:ffff:ffff'],
  ['dummy', '100:0:0:1::', '100:0:0:1:ffff:ffff:ffff:ffff'],
  ['Teredo', '2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['benchmarks', '2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff'],
  ['ORCHID', '2001:10::', '2001:1f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['ORCHIDv2', '2001:20::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['IETF protocols', '2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['documentation', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['6to4', '2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['AS112', '2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff'],
  ['documentation', '3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['SRv6 SIDs', '5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['unique local, metadata', 'fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['metadata', 'fd00:ec2::254', 'fd20:ce::254'],
  ['link-local', 'fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['site-local', 'fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['multicast', 'ff00::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['unallocated', '4000::', 'fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
] as const

const anyV4 = fc.nat(0xffffffff)
const blocks = notPublic.map(([, first, last]) => [numberOf(first), numberOf(last)] as const)
const inABlock = (number: number) =>
  blocks.some(([first, last]) => first <= number && number <= last)

describe('isPublicAddress()', () => {
  it.each([...notPublic, ...notPublicV6])('refuses %s: %s to %s', (_, first, last) => {
    expect([isPublicAddress(first), isPublicAddress(last)]).toEqual([false, false])
  })

  it('refuses every address of these blocks, IPv4-mapped too', () => {
    const inBlocks = fc.oneof(
      ...blocks.map(([first, last]) => fc.integer({ min: first, max: last })),
    )

    fc.assert(
      fc.property(inBlocks, (number) => {
        const plain = textOf(number)
        const clothes = ['::ffff:', '::', '64:ff9b::', '64:ff9b:1::'].map((it) => `${it}${plain}`)
        return [plain, ...clothes].every((address) => !isPublicAddress(address))
      }),
    )
  })

  it('allows every other IPv4 address', () => {
    fc.assert(fc.property(anyV4, (number) => isPublicAddress(textOf(number)) !== inABlock(number)))
  })

  it.each([
    ...['1.0.0.0', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0'],
    ...[
      '126.255.255.255',
      '128.0.0.0',
      '168.63.129.15',
      '168.63.129.17',
      '169.253.255.255',
      '169.255.0.0',
      '172.15.255.255',
    ],
    ...['172.32.0.0', '192.167.255.255', '192.169.0.0', '198.17.255.255', '198.20.0.0'],
    ...['223.255.255.255', '2000::', '2001:200::', '2001:4860:4860::8888', '2003::'],
    ...['2620:4f:7fff::', '2a00:1450:4001:81b::200e', '3ffe:ffff::1'],
  ])('allows %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    ...['', 'crm.example.com', '127.0.0.1%lo', '1.2.3', '0x8.8.8.8', '010.8.8.8', '134744072'],
    ...['2001:4860:4860::8888%eth0', 'fe80::1%eth0', '[2001:4860:4860::8888]', '8.8.8.8 '],
  ])('refuses text that is not an address: %j', (text) => {
    expect(isPublicAddress(text)).toBe(false)
  })
})

function numberOf(address: string): number {
  return address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0)
}

function textOf(number: number): string {
  return [24, 16, 8, 0].map((bits) => (number >>> bits) & 255).join('.')
}
