import { randomBytes } from 'node:crypto'

import { beforeEach, describe, expect, it } from '@jest/globals'
import { MemoryLevel } from 'memory-level'

import { levelStore } from '../../../adapters/leveldb/store.ts'
import { levelTable } from '../../../adapters/leveldb/table.ts'
import { signInRows, signInShape } from '../../../adapters/sign-in/row-adapter.ts'
import type { Table } from '../../../core/ports.ts'

const now = () => new Date('2026-11-22T12:00:00Z')
const someKeys = () => ({ ids: randomBytes(32), contents: randomBytes(32) })

describe('signInRows()', () => {
  const keys = someKeys()
  let table: Table

  beforeEach(async () => {
    const db = new MemoryLevel()
    await db.open()
    table = levelTable(levelStore(db), { name: 'sign-ins', shape: signInShape, now })
  })

  it('finds and consumes a code by its id', async () => {
    const codes = signInRows('AuthorizationCode', { table, keys, now })
    await codes.upsert('code-1', { jti: 'code-1', scope: 'openid' }, 60)

    await codes.consume('code-1')

    const consumed = now().getTime() / 1000
    expect(await codes.find('code-1')).toEqual({ jti: 'code-1', scope: 'openid', consumed })
  })

  it('finds a session by its uid', async () => {
    const sessions = signInRows('Session', { table, keys, now })
    await sessions.upsert('session-1', { jti: 'session-1', uid: 'uid-1' }, 60)

    expect(await sessions.findByUid('uid-1')).toEqual({ jti: 'session-1', uid: 'uid-1' })
    expect(await sessions.findByUid('uid-2')).toBeUndefined()
  })

  it('revokes what was issued under a grant, and nothing else', async () => {
    const tokens = signInRows('RefreshToken', { table, keys, now })
    await tokens.upsert('token-1', { jti: 'token-1', grantId: 'grant-1' }, 60)
    await tokens.upsert('token-2', { jti: 'token-2', grantId: 'grant-2' }, 60)

    await tokens.revokeByGrantId('grant-1')

    expect(await tokens.find('token-1')).toBeUndefined()
    expect(await tokens.find('token-2')).toBeDefined()
  })

  it('finds nothing with other keys', async () => {
    await signInRows('Session', { table, keys, now }).upsert('session-1', { uid: 'uid-1' }, 60)

    const rotated = signInRows('Session', { table, keys: someKeys(), now })

    expect(await rotated.find('session-1')).toBeUndefined()
    expect(await rotated.findByUid('uid-1')).toBeUndefined()
  })

  it('opens no payload that was moved to another row', async () => {
    const sessions = signInRows('Session', { table, keys, now })
    await sessions.upsert('mine', { accountId: 'viewer@acme' }, 60)
    await sessions.upsert('theirs', { accountId: 'manager@acme' }, 60)
    const rows = await table.query({ partition: 'Session' })
    const [one, other] = rows
    await table.write([{ put: { ...other, pk: 'Session', sk: one?.sk ?? '' } }])

    const found = await Promise.allSettled(['mine', 'theirs'].map((id) => sessions.find(id)))

    expect(found.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})
