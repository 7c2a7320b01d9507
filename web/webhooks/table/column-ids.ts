/** The columns, in the order that they have at first. */
export const columnIds = [
  'state',
  'url',
  'resource',
  'actions',
  'success',
  'authentication',
  'description',
  'enabled',
  'createdAt',
  'changedAt',
  'id',
  'tools',
] as const
export type ColumnId = (typeof columnIds)[number]
