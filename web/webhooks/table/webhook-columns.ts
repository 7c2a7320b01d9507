import { tableChoice } from '../../shared/table-settings.ts'

const shown = ['state', 'url', 'resource', 'success', 'tools'] as const
const others = ['authentication', 'description', 'createdAt', 'changedAt', 'id'] as const

export type ColumnId = (typeof shown)[number] | (typeof others)[number]

/** Which columns of the webhooks somebody wants to see. */
export const webhookColumns = tableChoice('webhooks-columns', { shown, others })
