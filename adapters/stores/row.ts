import type { Item } from '../../core/ports.ts'

/**
 * The row in an item, without the attributes that only the table uses. The type is what the store
 * put there: rows are not validated, as nothing else writes them (docs/decisions/0025).
 */
// The caller says what it stored.
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters */
export function rowIn<Row>(item: Item): Row
export function rowIn<Row>(item: Item | undefined): Row | undefined
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */
export function rowIn(item: Item | undefined): unknown {
  if (item === undefined) return undefined
  const { pk, sk, expiresAt, ...row } = item
  return row
}
