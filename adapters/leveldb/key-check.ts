import type { Secrets } from '../../core/ports.ts'
import type { LevelStore } from './store.ts'

const checkKeyName = 'meta/key-check'
const context = { marketplace: 'postrider', endpoint: 'key-check', purpose: 'signing' } as const

/**
 * Verifies that the key can open secrets of this database. A wrong key is detected at start-up
 * instead of at the first attempt of each webhook with a secret.
 */
export async function checkKey(store: LevelStore, { seal, open }: Secrets): Promise<void> {
  const sealed = store.peek(checkKeyName)
  if (sealed === undefined) {
    await store.commit([{ key: checkKeyName, value: await seal('right', context) }])
    return
  }
  await open(sealed, context).catch((cause: unknown) => {
    const hint = 'restore the key file that belongs to this data folder'
    throw new Error(
      `Cannot start: secrets.key is not the key that this database was encrypted with; ${hint}`,
      { cause },
    )
  })
}
