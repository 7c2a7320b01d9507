import type { AuditView } from '../api/views.ts'
import type { Text } from '../text/use-text.ts'

type Members = Readonly<Record<string, unknown>>

/** They count and date what the entry itself says, or nobody sees. */
const bookkeeping = [
  'id',
  'version',
  'createdAt',
  'createdBy',
  'changedAt',
  'changedBy',
  'secretShownTimes',
  'secretShownAt',
  'secretShownBy',
]

/** The members that an entry tells of, by the API's names. */
export function toldMembers({ before = {}, after = {} }: AuditView): string[] {
  const all = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...all].filter((name) => !bookkeeping.includes(name) && !isEmpty(before, after, name))
}

/** What is empty on both sides says nothing; so it is of a new webhook without a description. */
function isEmpty(before: Members, after: Members, name: string): boolean {
  return [before[name], after[name]].every((value) => value === undefined || value === '')
}

/** What people call a member: what the form does. One that is not known here keeps its name. */
export function memberName(name: string, { audit }: Text): string {
  return audit.members[name] ?? name
}
