import type { Recoverable } from '../api/recoveries.ts'
import type { RecoveryCount, RecoveryView } from '../api/views.ts'
import type { TimeRange } from '../common/time-range.ts'

export type Statuses = RecoveryView['statuses']

/** What somebody would recover, as far as he says so. */
export type Wish = { range?: TimeRange; statuses?: Statuses }

type View = { filter: { status?: string }; time: TimeRange | undefined }

/** What whoever looks at the log would recover: the time that he sees, and the status if it can be. */
export function wishOf({ filter: { status }, time }: View): Wish {
  return {
    ...(time !== undefined && { range: time }),
    ...((status === 'failed' || status === 'skipped') && { statuses: [status] }),
  }
}

/** What was counted is what is sent, though time goes on. */
export function wanted({ from, to }: RecoveryCount, statuses: Statuses): Recoverable {
  return { from, to, statuses }
}
