import type { TableProps } from '@cloudscape-design/components/table'

import type { WebhookView } from '../../api/views.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { Moment } from '../../shared/timestamp.tsx'
import type { Text } from '../../text/use-text.ts'
import { inPlace, type InPlace } from './inline-edit.tsx'
import { RowTools } from './row-tools.tsx'
import { StateCell } from './state-cell.tsx'
import { SuccessCell } from './success-cell.tsx'
import { UrlCell } from './webhook-cell.tsx'
import type { ColumnId } from './webhook-columns.ts'
import { type Names, WhatCell } from './event-types-cell.tsx'

type Column = TableProps.ColumnDefinition<WebhookView> & { id: ColumnId; header: string }

type Around = { text: Text; nameOf: Names; mayChange: boolean; editing: InPlace }

/** Every column that the table can show. */
export function columnsOf(around: Around): Column[] {
  const { mayChange, text } = around
  return [
    ...facts(around),
    ...written(around),
    ...moments(text),
    ...(mayChange ? [tools(text)] : []),
  ]
}

/** What a manager does to a row. */
function tools({ webhooks }: Text): Column {
  return {
    id: 'tools',
    header: webhooks.columns.tools,
    cell: (webhook) => <RowTools webhook={webhook} />,
    minWidth: 125,
  }
}

function facts({ text, nameOf, mayChange }: Around): Column[] {
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
      cell: (webhook) => <WhatCell webhook={webhook} nameOf={nameOf} />,
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
      cell: ({ authentication }) => text.webhook.authentication[authentication.type],
      minWidth: 130,
    },
  ]
}

/** What people wrote, and may write otherwise where it stands. */
function written({ text, mayChange, editing }: Around): Column[] {
  const { columns } = text.webhooks
  const editable = (field: 'url' | 'description') =>
    mayChange && { editConfig: inPlace(field, text, editing) }
  return [
    {
      id: 'url',
      header: columns.url,
      cell: (webhook) => <UrlCell webhook={webhook} />,
      sortingField: 'url',
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

function moments({ webhooks: { columns } }: Text): Column[] {
  const moment = (id: 'createdAt' | 'changedAt'): Column => ({
    id,
    header: columns[id],
    cell: (webhook) => <Moment at={webhook[id]} />,
    sortingField: id,
    minWidth: 120,
  })
  return [
    moment('createdAt'),
    moment('changedAt'),
    {
      id: 'id',
      header: columns.id,
      cell: ({ id }) => <CopyId name={columns.id} value={id} />,
      minWidth: 200,
    },
  ]
}
