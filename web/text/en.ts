import { causes } from './en/causes.ts'
import { common, faults, signIn } from './en/common.ts'
import { attempt, delivery, webhook } from './en/domain.ts'
import { events } from './en/events.ts'
import { layout } from './en/layout.ts'
import { countdown, deliveryPage, log } from './en/log.ts'
import { recovery } from './en/recovery.ts'
import { timeRange } from './en/time-range.ts'

/** Everything that the page says, in English. A translation is another object of the same shape. */
export const en = {
  ...{ common, faults, signIn, layout },
  ...{ delivery, attempt, webhook },
  ...{ log, deliveryPage, events, recovery },
  ...{ causes, countdown, timeRange },
}
export type Text = typeof en
