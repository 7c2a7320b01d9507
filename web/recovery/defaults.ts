import type { RecoverySelection } from '../api/recoveries.ts'
import type { RecoveryCount, RecoveryView } from '../api/views.ts'
import type { TimeRange } from '../common/time-range.ts'

export type Statuses = RecoveryView['statuses']

/** The preselected range and statuses. */
export type RecoveryDefaults = { range?: TimeRange; statuses?: Statuses }

type View = { filter: { status?: string }; time: TimeRange | undefined }

/** The range and the status of the log's filters. */
export function defaultsFrom({ filter: { status }, time }: View): RecoveryDefaults {
  return {
    ...(time !== undefined && { range: time }),
    ...((status === 'failed' || status === 'skipped') && { statuses: [status] }),
  }
}

/** Resends exactly what was counted, whatever time has passed. */
export function selectionOf({ from, to }: RecoveryCount, statuses: Statuses): RecoverySelection {
  return { from, to, statuses }
}
