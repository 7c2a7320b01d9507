import { describe, expect, it } from '@jest/globals'

import { ownHosts } from '../../../adapters/embedded/own-host.ts'

const isOwn = ownHosts('http://127.0.0.1:8787', 'https://hooks.example.com')

describe('ownHosts()', () => {
  it.each([
    '127.0.0.1:8787',
    'localhost:8787',
    'LOCALHOST:8787',
    '[::1]:8787',
    'hooks.example.com',
    'hooks.example.com:443',
    undefined,
  ])('accepts %s', (host) => {
    expect(isOwn(host)).toBe(true)
  })

  it.each([
    'evil.example.com',
    'evil.example.com:8787',
    'localhost',
    'localhost:8788',
    'localhost.evil.example.com:8787',
    'hooks.example.com:8787',
    'hooks.example.com:80',
    'hooks.example.com.',
    '0.0.0.0:8787',
    '',
  ])('refuses %j', (host) => {
    expect(isOwn(host)).toBe(false)
  })

  it('accepts the loopback interface without the default port', () => {
    expect(ownHosts('http://127.0.0.1:80')('localhost')).toBe(true)
  })
})
