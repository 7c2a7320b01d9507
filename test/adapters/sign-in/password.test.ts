import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

import { firstPassword, newPassword, passwordCheck } from '../../../adapters/sign-in/password.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postrider-'))
})
afterEach(() => rm(folder, { recursive: true }))

const file = () => join(folder, 'password.hash')

describe('the password of the sign-in', () => {
  it('is made once, and only its hash is stored, for its owner', async () => {
    const first = (await firstPassword(folder)) ?? ''
    const second = await firstPassword(folder)

    expect(first).toHaveLength(16)
    expect(second).toBeUndefined()
    expect(await readFile(file(), 'utf8')).toMatch(/^scrypt [\w-]{22} [\w-]{43}\n$/)
    expect(await readFile(file(), 'utf8')).not.toContain(first)
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    const check = passwordCheck(folder, '')
    expect([await check(first), await check(`${first}x`), await check('')]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('is made again when its file was deleted', async () => {
    const first = await firstPassword(folder)
    await rm(file())

    const second = await firstPassword(folder)

    expect(second).toHaveLength(16)
    expect(second).not.toBe(first)
  })

  it('can be replaced while the router runs', async () => {
    const first = (await firstPassword(folder)) ?? ''
    const check = passwordCheck(folder, '')

    const second = await newPassword(folder)

    expect([await check(first), await check(second)]).toEqual([false, true])
  })

  it('is the chosen one, whatever the folder has', async () => {
    const first = (await firstPassword(folder)) ?? ''
    const check = passwordCheck(folder, 'correct-horse-battery')

    expect([await check(first), await check('correct-horse-battery')]).toEqual([false, true])
  })
})
