import type { Secrets } from '../../core/ports.ts'
import type { LevelStore } from './store.ts'

/** The key of a value that only the database's secrets key opens. */
export const checkKeyName = 'meta/key-check'
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
  await verifyKey(sealed, open)
}

/** Verifies that the key opens the value of `checkKeyName`. */
export async function verifyKey(sealed: string, open: Secrets['open']): Promise<void> {
  await open(sealed, context).catch((cause: unknown) => {
    const hint = 'restore the key file that belongs to this data folder'
    throw new Error(
      `Cannot start: secrets.key is not the key that this database was encrypted with; ${hint}`,
      { cause },
    )
  })
}
