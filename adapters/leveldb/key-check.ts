import type { Secrets } from '../../core/ports.ts'
import type { LevelStore } from './store.ts'

const place = 'meta/key-check'
const context = { marketplace: 'postrider', webhook: 'key-check', purpose: 'signing' } as const

/**
 * Makes sure that the key opens what was sealed in this database: a foreign one is found out at
 * the start, not at the first attempt of every webhook that has a secret.
 */
export async function checkKey(store: LevelStore, { seal, open }: Secrets): Promise<void> {
  const sealed = store.peek(place)
  if (sealed === undefined) {
    await store.commit([{ key: place, value: await seal('right', context) }])
    return
  }
  await open(sealed, context).catch((cause: unknown) => {
    const hint = 'put the one back that belongs to this data folder'
    throw new Error(`Cannot start: secrets.key is not the key of its database; ${hint}`, { cause })
  })
}
