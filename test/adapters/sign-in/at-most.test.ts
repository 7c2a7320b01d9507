import { expect, it } from '@jest/globals'
import type { Adapter, AdapterPayload } from 'oidc-provider'

import { atMost } from '../../../adapters/sign-in/at-most.ts'

function aModel() {
  const rows = new Map<string, AdapterPayload>()
  const unused = () => Promise.resolve(undefined)
  const adapter: Adapter = {
    upsert: (id, payload) => Promise.resolve(void rows.set(id, payload)),
    find: (id) => Promise.resolve(rows.get(id)),
    destroy: (id) => Promise.resolve(void rows.delete(id)),
    findByUserCode: unused,
    findByUid: unused,
    consume: unused,
    revokeByGrantId: unused,
  }
  return { rows, adapter }
}

it('atMost() stores the newest rows, and counts one that changes or is removed once', async () => {
  const { rows, adapter } = aModel()
  const bounded = atMost(3, adapter)

  for (const id of ['a', 'b', 'c', 'a', 'd']) await bounded.upsert(id, {}, 60)
  expect([...rows.keys()].sort()).toEqual(['a', 'c', 'd'])

  await bounded.destroy('a')
  await bounded.upsert('e', {}, 60)
  expect([...rows.keys()].sort()).toEqual(['c', 'd', 'e'])
  expect(await bounded.find('c')).toEqual({})
})
