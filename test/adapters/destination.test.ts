import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { urlProblem } from '../../adapters/destination.ts'
import { strict } from '../../adapters/destination-rules.ts'
import { isPublicAddress } from '../../adapters/public-address.ts'

const lenient = { ...strict, loopback: true }

describe('urlProblem()', () => {
  it.each([
    'https://crm.example.com/hook',
    'https://crm.example.com:8443/hook?tenant=1',
    'https://crm.example.com:443/',
    'https://93.184.216.34/hook',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/hook',
  ])('allows %s under production rules', (url) => {
    expect(urlProblem(url, strict)).toBeUndefined()
  })

  it.each([
    ['not a url', /absolute URL/],
    ['ftp://crm.example.com', /https/],
    ['file:///etc/passwd', /https/],
    ['http://crm.example.com/hook', /https/],
    ['https://user:secret@crm.example.com/', /credentials/],
    ['https://user@crm.example.com/', /credentials/],
    ['https://crm.example.com/#part', /fragment/],
    ['https://crm.example.com:22/', /port/],
    ['https://crm.example.com:80/', /port/],
    ['https://localhost/', /public internet/],
    ['https://localhost./', /public internet/],
    ['https://127.0.0.1/', /public internet/],
    ['https://127.1/', /public internet/],
    ['https://2130706433/', /public internet/],
    ['https://0x7f.1/', /public internet/],
    ['https://0177.0.0.1/', /public internet/],
    ['https://①②⑦.0.0.1/', /public internet/],
    ['https://10.0.0.1/', /public internet/],
    ['https://172.31.255.255/', /public internet/],
    ['https://192.168.1.1/', /public internet/],
    ['https://169.254.169.254/latest/meta-data', /public internet/],
    ['https://100.64.0.1/', /public internet/],
    ['https://0.0.0.0/', /public internet/],
    ['https://255.255.255.255/', /public internet/],
    ['https://[::1]/', /public internet/],
    ['https://[::]/', /public internet/],
    ['https://[::ffff:127.0.0.1]/', /public internet/],
    ['https://[::ffff:93.184.216.34]/', /public internet/],
    ['https://[64:ff9b::7f00:1]/', /public internet/],
    ['https://[2002:7f00:1::]/', /public internet/],
    ['https://[fe80::1]/', /public internet/],
    ['https://[fc00::1]/', /public internet/],
    ['https://[fd00:ec2::254]/', /public internet/],
    ['https://[2001:db8::1]/', /public internet/],
    ['https://[ff02::1]/', /public internet/],
  ])('refuses %s under production rules', (url, reason) => {
    expect(urlProblem(url, strict)).toMatch(reason)
  })

  it.each([
    'http://127.0.0.1:9000/hook',
    'https://127.0.0.1:9000/hook',
    'http://localhost/hook',
    'http://[::1]:9000/hook',
  ])('allows %s when loopback is called', (url) => {
    expect(urlProblem(url, lenient)).toBeUndefined()
  })

  it.each([
    'http://10.0.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/',
    'http://crm.example.com/',
    'https://0.0.0.0/',
  ])('refuses %s even when loopback is called', (url) => {
    expect(urlProblem(url, lenient)).toBeDefined()
  })

  it('allows a host that the deployment makes an exception for, and its neighbours not', () => {
    const rules = { ...strict, allowedHosts: ['10.0.0.7', 'crm.internal:8443'] }

    const problems = [
      'http://10.0.0.7:81/',
      'https://crm.internal:8443/',
      'https://10.0.0.8/',
      'http://crm.internal:8444/',
    ].map((url) => urlProblem(url, rules) === undefined)

    expect(problems).toEqual([true, true, false, false])
  })
})

describe('isPublicAddress()', () => {
  it('refuses every address of the private blocks', () => {
    const octet = fc.integer({ min: 0, max: 255 })
    const inPrivateBlocks = fc.oneof(
      fc.tuple(fc.constant(10), octet, octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(127), octet, octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
      fc.tuple(fc.integer({ min: 224, max: 255 }), octet, octet, octet),
    )

    fc.assert(
      fc.property(inPrivateBlocks, (octets) => {
        const address = octets.join('.')
        return !isPublicAddress(address) && !isPublicAddress(`::ffff:${address}`)
      }),
    )
  })

  it.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '2a00:1450:4001:81b::200e'])(
    'allows %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it.each(['', 'crm.example.com', '127.0.0.1%lo', '1.2.3'])(
    'refuses what is no address: %j',
    (text) => {
      expect(isPublicAddress(text)).toBe(false)
    },
  )
})
