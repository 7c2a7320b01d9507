import { common, faults, signIn } from './en/common.ts'
import { attempt, delivery, webhook } from './en/domain.ts'
import { layout } from './en/layout.ts'
import { recovery } from './en/recovery.ts'
import { timeRange } from './en/time-range.ts'

/** Everything that the page says, in English. A translation is another object of the same shape. */
export const en = {
  ...{ common, faults, signIn, layout },
  ...{ delivery, attempt, webhook },
  ...{ recovery, timeRange },
}
export type Text = typeof en
