import type { RollupStore } from '../../core/deliveries/rollup.ts'
import { endpointDeliveriesIn } from './endpoint-deliveries.ts'
import type { DeliveryLog } from './delivery-tables.ts'
import { recountMarksIn } from './recount-marks.ts'
import { rollupsIn } from './rollup-store.ts'

/** What statistics are made from: rollups, marks and deliveries. */
export function statsIn(log: DeliveryLog): RollupStore {
  return {
    archives: log.archive !== undefined,
    ...rollupsIn(log),
    ...recountMarksIn(log),
    ...endpointDeliveriesIn(log),
  }
}
