import Box from '@cloudscape-design/components/box'
import type { TableProps } from '@cloudscape-design/components/table'

import type { AuditView } from '../api/views.ts'
import { inShort } from '../shared/format.ts'
import { Moment } from '../shared/timestamp.tsx'
import { WebhookLink } from '../shared/webhook-link.tsx'
import type { Text } from '../text/use-text.ts'
import { Difference } from './changes.tsx'

export type AuditColumnId = 'at' | 'by' | 'action' | 'webhook' | 'change'
type Column = TableProps.ColumnDefinition<AuditView> & { id: AuditColumnId }

/** What the router does by itself is on record under this name. */
const router = 'postrider'

export function auditColumns({ audit }: Text): Column[] {
  const { columns } = audit
  return [
    {
      id: 'at',
      minWidth: 140,
      header: columns.at,
      cell: (entry) => <When entry={entry} />,
    },
    {
      id: 'by',
      minWidth: 110,
      header: columns.by,
      cell: (entry) => <span className="unspaced">{whoOf(entry, audit)}</span>,
    },
    {
      id: 'action',
      header: columns.action,
      isRowHeader: true,
      cell: (entry) => whatOf(entry, audit),
    },
    {
      id: 'webhook',
      minWidth: 170,
      header: columns.webhook,
      cell: (entry) => <Webhook entry={entry} />,
    },
    {
      id: 'change',
      minWidth: 150,
      header: columns.change,
      cell: (entry) => <Difference entry={entry} />,
    },
  ]
}

/** All of an entry in one column, where there is room for one alone. */
export function narrowAuditColumn({ audit }: Text): TableProps.ColumnDefinition<AuditView> {
  return {
    id: 'entry',
    header: audit.columns.action,
    isRowHeader: true,
    cell: (entry) => (
      <>
        <Box variant="strong">{whatOf(entry, audit)}</Box> <Webhook entry={entry} />
        <div>{whoOf(entry, audit)}</div>
        <When entry={entry} />
        <Difference entry={entry} />
      </>
    ),
  }
}

function whoOf({ by }: AuditView, audit: Text['audit']): string {
  return by === router ? audit.router : by
}

function whatOf({ action }: AuditView, audit: Text['audit']): string {
  return audit.actions[action] ?? action
}

function When({ entry: { at } }: { entry: AuditView }) {
  return (
    <>
      <Moment at={at} />
      <Box variant="small" display="block">
        {inShort(at)}
      </Box>
    </>
  )
}

/** By its URL if it was removed meanwhile, as far as the entry knows it. */
function Webhook({ entry: { webhook, before, after } }: { entry: AuditView }) {
  if (webhook === undefined) return '–'
  const url = after?.url ?? before?.url
  return <WebhookLink id={webhook} url={typeof url === 'string' ? url : undefined} />
}
