/** The columns, in the order that they have at first. */
export const columnIds = [
  'state',
  'url',
  'resource',
  'actions',
  'success',
  'enabled',
  'authentication',
  'description',
  'createdAt',
  'changedAt',
  'id',
  'tools',
] as const
export type ColumnId = (typeof columnIds)[number]
