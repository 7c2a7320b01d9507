import type { AuditView } from '../api/views.ts'
import type { Text } from '../text/use-text.ts'

type Fields = Readonly<Record<string, unknown>>

/** Fields that change with every entry, or that the page never shows. */
const bookkeeping = [
  'id',
  'version',
  'createdAt',
  'createdBy',
  'changedAt',
  'changedBy',
  'secretShownCount',
  'secretShownAt',
  'secretShownBy',
]

/** The changed fields of an entry, by their API names. */
export function changedFields({ before = {}, after = {} }: AuditView): string[] {
  const all = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...all].filter((name) => !bookkeeping.includes(name) && !isEmpty(before, after, name))
}

/** Fields that are empty before and after, such as the description of a new webhook. */
function isEmpty(before: Fields, after: Fields, name: string): boolean {
  return [before[name], after[name]].every((value) => value === undefined || value === '')
}

/** The label of a field in the form, or its API name. */
export function fieldName(name: string, { audit }: Text): string {
  return audit.fields[name] ?? name
}
