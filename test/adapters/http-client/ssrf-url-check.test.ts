import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { mayConnect, urlRefusal } from '../../../adapters/http-client/ssrf-url-check.ts'
import { refusedUrls } from '../../support/refused-urls.ts'
import { strict } from '../../support/strict-rules.ts'
import { isPublicAddress } from '../../../adapters/http-client/public-address.ts'

const lenient = { ...strict, loopback: true }

describe('urlRefusal()', () => {
  it.each([
    'https://crm.example.com/hook',
    'https://crm.example.com:8443/hook?tenant=1',
    'https://crm.example.com:443/',
    'https://crm.example.com:0443/',
    'https://crm_1.example.com/',
    `https://${'a'.repeat(63)}.example.com/`,
    `https://${'crm.'.repeat(60)}example.com/`,
    'https://93.184.216.34/hook',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/hook',
  ])('allows %s under production rules', (url) => {
    expect(urlRefusal(url, strict)).toBeUndefined()
  })

  it.each(refusedUrls)('refuses %s under production rules', (url, reason) => {
    expect(urlRefusal(url, strict)).toMatch(reason)
  })

  it.each([
    'http://127.0.0.1:9000/hook',
    'https://127.0.0.1:9000/hook',
    'http://localhost/hook',
    'http://[::1]:9000/hook',
  ])('allows %s when loopback is called', (url) => {
    expect(urlRefusal(url, lenient)).toBeUndefined()
  })

  it.each([
    'http://10.0.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/',
    'http://crm.example.com/',
    'https://0.0.0.0/',
  ])('refuses %s even when loopback is called', (url) => {
    expect(urlRefusal(url, lenient)).toBeDefined()
  })

  it('allows a host that the deployment makes an exception for, and its neighbours not', () => {
    const rules = { ...strict, allowedHosts: ['10.0.0.7', 'crm.internal:8443'] }

    const problems = [
      'http://10.0.0.7:81/',
      'https://crm.internal:8443/',
      'https://10.0.0.8/',
      'http://crm.internal:8444/',
    ].map((url) => urlRefusal(url, rules) === undefined)

    expect(problems).toEqual([true, true, false, false])
  })
})

describe('urlRefusal() and spellings', () => {
  const octets = fc.tuple(...Array.from({ length: 4 }, () => fc.nat(255)))
  const privateOctets = octets.map(([, b, c, d]): Octets => [10, b ?? 0, c ?? 0, d ?? 0])

  it('lets no private address pass, however it is spelled', () => {
    fc.assert(
      fc.property(privateOctets, fc.constantFrom(...spellings), (address, spell) => {
        const url = `https://${spell(address)}/hook`
        return urlRefusal(url, strict) !== undefined
      }),
    )
  })

  it('lets every public IPv4 address pass, plainly spelled', () => {
    fc.assert(
      fc.property(octets, (address) => {
        const text = address.join('.')
        return (urlRefusal(`https://${text}/`, strict) === undefined) === isPublicAddress(text)
      }),
    )
  })

  it.each([
    'https://134744072/',
    'https://0x8.8.8.8/',
    'https://010.8.8.8/',
    'https://8.2056/',
    'https://%38.8.8.8/',
    'https://８.8.8.8/',
    'https://crm%2eexample.com/',
    'https://crm。example.com/',
    'https://ｃrm.example.com/',
    'https://bücher.example.com/',
    'https:crm.example.com/',
    'https:\\\\crm.example.com\\hook',
    'https:///crm.example.com/',
    ' https://crm.example.com/',
    'https://crm.exa\tmple.com/',
    'https://[2a00:1450:4001:081b::200e]/',
    'https://@crm.example.com/',
  ])('refuses %j, though what it means is public', (url) => {
    expect(urlRefusal(url, strict)).toMatch(
      /^must (begin with https:\/\/.*, in this spelling|not contain (spaces|credentials).*)$/,
    )
  })

  it.each([
    ['https://crm.example.com./', /dot/],
    ['https://8.8.8.8./', /spelling/],
    ['https://foo.localhost/', /public internet/],
    ['https://[fe80::1%25eth0]/', /absolute URL/],
    ['https://[fe80::1%eth0]/', /absolute URL/],
    ['https://8.8.8.8:10.0.0.1/', /absolute URL/],
    ['https://256.256.256.256/', /absolute URL/],
    ['https:///', /absolute URL/],
  ])('refuses %s', (url, reason) => {
    expect(urlRefusal(url, strict)).toMatch(reason)
  })

  it.each([
    'HTTPS://CRM.Example.COM/Hook',
    'https://xn--bcher-kva.example.com/',
    'https://crm.example.com',
  ])('allows %s', (url) => {
    expect(urlRefusal(url, strict)).toBeUndefined()
  })
})

describe('The rules of a deployment', () => {
  const rules = {
    ...strict,
    allowedCidrs: ['10.20.0.0/16', 'fd00:1::/32'],
    allowedPorts: [
      { from: 443, to: 443 },
      { from: 8000, to: 8999 },
    ],
  }

  it.each([
    ['https://10.20.0.7/', true],
    ['https://10.20.255.255:8443/', true],
    ['https://[fd00:1::7]/', true],
    ['https://crm.example.com:8999/', true],
    ['https://10.21.0.7/', false],
    ['https://[fd00:2::7]/', false],
    ['http://10.20.0.7/', false],
    ['https://10.20.0.7:9000/', false],
    ['https://crm.example.com:9000/', false],
    ['https://[::ffff:10.20.0.7]/', false],
  ])('%s may be called: %s', (url, mayBe) => {
    expect(urlRefusal(url, rules) === undefined).toBe(mayBe)
  })

  it('lets a name resolve to the blocks that are open, and to no others', () => {
    const url = new URL('https://crm.internal/')

    const may = ['10.20.0.7', 'fd00:1::7', '10.21.0.7', '127.0.0.1', 'fd00:1::7%eth0', 'x'].map(
      (address) => mayConnect(address, url, rules),
    )

    expect(may).toEqual([true, true, false, false, false, false])
  })
})

type Octets = [number, number, number, number]

const toNumber = ([a, b, c, d]: Octets) => ((a * 256 + b) * 256 + c) * 256 + d
const fullWidth = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))

const spellings: ((octets: Octets) => string)[] = [
  (octets) => octets.join('.'),
  (octets) => `${octets.join('.')}.`,
  (octets) => `${octets.join('.')}:8443`,
  (octets) => String(toNumber(octets)),
  (octets) => `0x${toNumber(octets).toString(16)}`,
  (octets) => `0${toNumber(octets).toString(8)}`,
  (octets) => octets.map((octet) => `0x${octet.toString(16)}`).join('.'),
  (octets) => octets.map((octet) => `0${octet.toString(8)}`).join('.'),
  ([a, b, c, d]) => `${a}.${(b * 256 + c) * 256 + d}`,
  ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
  (octets) => fullWidth(octets.join('.')),
  (octets) => octets.join('。'),
  (octets) => octets.join('.').replace('0', '%30').replace('.', '%2e'),
  (octets) => `[::ffff:${octets.join('.')}]`,
  (octets) => `[::${octets.join('.')}]`,
  (octets) => `[64:ff9b::${octets.join('.')}]`,
  (octets) => `8.8.8.8@${octets.join('.')}`,
  (octets) => `crm.example.com:secret@${octets.join('.')}`,
]

describe('urlRefusal() and letters', () => {
  it('reads a host with other letters the hundred-thousandth time as the first', () => {
    const answers = new Set<string | undefined>()
    for (let times = 0; times < 100_000; times += 1) {
      answers.add(urlRefusal('https://bücher.example.com/', strict))
    }

    expect([...answers]).toEqual([expect.stringContaining('in this spelling')])
  })
})
