import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, it } from '@jest/globals'

import { extraAuthorities } from '../../../adapters/common/extra-ca.ts'
import { anAuthority } from '../../support/certificates.ts'

const folder = mkdtempSync(join(tmpdir(), 'postrider-ca-'))
const file = join(folder, 'authorities.pem')
const { key, cert } = anAuthority()

afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('extraAuthorities()', () => {
  it('reads the certificates of the file', () => {
    writeFileSync(file, `# The authority of Example Ltd\n${cert}${cert}`)

    expect(extraAuthorities(file)).toBe(`# The authority of Example Ltd\n${cert}${cert}`)
  })

  it('is undefined without a file', () => {
    expect(extraAuthorities('')).toBeUndefined()
  })

  it.each([
    ['is empty', ''],
    ['has other text', 'postrider'],
    ['has half a certificate', cert.slice(0, 400)],
    ['has a certificate with a hole', cert.replace(/\r\n\S{64}\r\n/, '\r\n')],
    ['has a private key', `${cert}${key}`],
  ])('refuses a file that %s', (_, pem) => {
    writeFileSync(file, pem)

    expect(() => extraAuthorities(file)).toThrow(
      `Cannot start: the file '${file}' of POSTRIDER_CA_FILE must have whole certificates in PEM, and no private keys`,
    )
  })

  it('refuses a file that is not there', () => {
    const missing = join(folder, 'missing.pem')

    expect(() => extraAuthorities(missing)).toThrow(
      `Cannot start: the file of POSTRIDER_CA_FILE cannot be read: Error: ENOENT: no such file or directory, open '${missing}'`,
    )
  })
})
