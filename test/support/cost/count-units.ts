import { randomFrom } from '../random-from.ts'
import { realisticEvent } from '../realistic-event.ts'
import { billedTables } from './billed-tables.ts'
import type { Units } from './capacity-units.ts'
import { type MadeTables, meteredRouter } from './metered-router.ts'

/** Events with a body of 2 KB, published before any of them is delivered; the first attempts fail. */
export type UnitsCase = { webhooks?: number; events?: number; failures?: number }

/** Tables, and the units of everything that `act` does with them. */
type Metered = {
  make: (now: () => Date) => MadeTables
  unitsOf: (act: () => Promise<void>) => Promise<Units>
}

/** The units of events until their deliveries have ended. */
export async function countUnits(
  { webhooks = 1, events = 1, failures = 0 }: UnitsCase = {},
  { make, unitsOf }: Metered = billed(),
): Promise<Units> {
  const replies = Array.from({ length: failures }, () => 500)
  const router = await meteredRouter({ webhooks, replies, tables: make })
  const random = randomFrom(1)
  return unitsOf(async () => {
    for (let left = events; left > 0; left -= 1) {
      await router.publish(realisticEvent(2048, random))
    }
    await router.run()
  })
}

function billed(): Metered {
  const { make, units } = billedTables()
  return {
    make,
    unitsOf: async (act) => {
      const before = units()
      await act()
      const { reads, writes, indexWrites } = units()
      return { reads: reads - before.reads, writes: writes - before.writes, indexWrites }
    },
  }
}
