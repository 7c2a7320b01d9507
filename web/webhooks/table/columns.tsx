import type { TableProps } from '@cloudscape-design/components/table'

import type { WebhookView } from '../../api/views.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { Timestamp } from '../../shared/timestamp.tsx'
import type { Text } from '../../text/use-text.ts'
import { authenticationName } from '../authentication-name.ts'
import { EventTypesCell, type Names } from './event-types-cell.tsx'
import { inlineEdit, type InlineEditing } from './inline-edit.tsx'
import { RowTools } from './row-tools.tsx'
import { StateCell } from './state-cell.tsx'
import { SuccessCell } from './success-cell.tsx'
import { WebhookCell } from './webhook-cell.tsx'
import type { ColumnId } from './webhook-columns.ts'

type Column = TableProps.ColumnDefinition<WebhookView> & { id: ColumnId; header: string }

type ColumnOptions = { text: Text; nameOf: Names; mayChange: boolean; editing: InlineEditing }

/** All columns; the user chooses which are shown. */
export function columnsOf(around: ColumnOptions): Column[] {
  const { mayChange, text } = around
  return [
    ...stateColumns(around),
    ...editableColumns(around),
    ...dateColumns(text),
    ...(mayChange ? [toolsColumn(text)] : []),
  ]
}

/** For managers only. */
function toolsColumn({ webhooks }: Text): Column {
  return {
    id: 'tools',
    header: webhooks.columns.tools,
    cell: (webhook) => <RowTools webhook={webhook} />,
    minWidth: 125,
  }
}

function stateColumns({ text, nameOf, mayChange }: ColumnOptions): Column[] {
  const { columns } = text.webhooks
  return [
    {
      id: 'state',
      header: columns.state,
      cell: (webhook) => <StateCell webhook={webhook} mayChange={mayChange} />,
      sortingField: 'state',
      minWidth: 130,
    },
    {
      id: 'resource',
      header: columns.resource,
      cell: (webhook) => <EventTypesCell webhook={webhook} nameOf={nameOf} />,
      sortingField: 'resource',
      minWidth: 120,
    },
    {
      id: 'success',
      header: columns.success,
      cell: ({ id }) => <SuccessCell id={id} />,
      minWidth: 115,
    },
    {
      id: 'authentication',
      header: columns.authentication,
      cell: (webhook) => authenticationName(webhook, text.webhook),
      minWidth: 130,
    },
  ]
}

/** Columns that managers can edit inline. */
function editableColumns({ text, mayChange, editing }: ColumnOptions): Column[] {
  const { columns } = text.webhooks
  const editable = (field: 'url' | 'description') =>
    mayChange && { editConfig: inlineEdit(field, text, editing) }
  return [
    {
      id: 'url',
      header: columns.webhook,
      cell: (webhook) => <WebhookCell webhook={webhook} />,
      sortingField: 'name',
      isRowHeader: true,
      minWidth: 200,
      ...editable('url'),
    },
    {
      id: 'description',
      header: columns.description,
      cell: (webhook) => webhook.description,
      minWidth: 150,
      ...editable('description'),
    },
  ]
}

function dateColumns({ webhooks: { columns } }: Text): Column[] {
  const dateColumn = (id: 'createdAt' | 'changedAt'): Column => ({
    id,
    header: columns[id],
    cell: (webhook) => <Timestamp at={webhook[id]} />,
    sortingField: id,
    minWidth: 120,
  })
  return [
    dateColumn('createdAt'),
    dateColumn('changedAt'),
    {
      id: 'id',
      header: columns.id,
      cell: ({ id }) => <CopyId name={columns.id} value={id} />,
      minWidth: 200,
    },
  ]
}
