import type { RecoverySelection } from '../api/recoveries.ts'
import type { RecoveryCount, RecoveryView } from '../api/views.ts'
import type { TimeRange } from '../common/time-range.ts'

export type Statuses = RecoveryView['statuses']

const recoverable = ['failed', 'skipped'] as const satisfies Statuses

/** The preselected range and statuses. */
export type RecoveryDefaults = { range?: TimeRange; statuses?: Statuses }

type View = { filter: { status?: readonly string[] }; time: TimeRange | undefined }

/** The range and the statuses of the log's filters. */
export function defaultsFrom({ filter: { status = [] }, time }: View): RecoveryDefaults {
  const statuses = recoverable.filter((one) => status.includes(one))
  return {
    ...(time !== undefined && { range: time }),
    ...(statuses.length > 0 && { statuses }),
  }
}

/** Resends exactly what was counted, whatever time has passed. */
export function selectionOf({ from, to }: RecoveryCount, statuses: Statuses): RecoverySelection {
  return { from, to, statuses }
}
