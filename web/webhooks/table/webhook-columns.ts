import { tableSettings } from '../../shared/table-settings.ts'

const shown = ['state', 'url', 'resource', 'success', 'tools'] as const
const others = ['authentication', 'description', 'createdAt', 'changedAt', 'id'] as const

export type ColumnId = (typeof shown)[number] | (typeof others)[number]

export const webhookColumns = tableSettings('webhooks-columns', { shown, others })
