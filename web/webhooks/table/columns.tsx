import Input from '@cloudscape-design/components/input'
import type { TableProps } from '@cloudscape-design/components/table'

import type { WebhookView } from '../../api/views.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { Moment } from '../../shared/moment.tsx'
import type { Text } from '../../text/use-text.ts'
import type { ColumnId } from './column-ids.ts'
import { EnabledCell } from './enabled-cell.tsx'
import { RowTools } from './row-tools.tsx'
import { StateCell } from './state-cell.tsx'
import { SuccessCell } from './success-cell.tsx'
import { UrlCell } from './url-cell.tsx'

type Column = TableProps.ColumnDefinition<WebhookView> & { id: ColumnId }

type Around = {
  text: Text
  nameOf: { resource: (type: string) => string; action: (action: string) => string }
  mayChange: boolean
  /** Why the API did not take what was typed in place, while it is still there. */
  refusal: (id: string, column: string, value: string | undefined) => string | undefined
}

/** Every column that the table can show. */
export function columnsOf(around: Around): Column[] {
  const { text, mayChange } = around
  const tools: Column = {
    id: 'tools',
    header: text.webhooks.columns.tools,
    cell: (webhook) => <RowTools webhook={webhook} />,
    width: 110,
  }
  return [...facts(around), ...moments(around), ...(mayChange ? [tools] : [])]
}

function facts(around: Around): Column[] {
  const { text, nameOf, mayChange } = around
  const { columns } = text.webhooks
  return [
    {
      id: 'state',
      header: columns.state,
      cell: (webhook) => <StateCell webhook={webhook} />,
      sortingField: 'state',
      width: 130,
    },
    ...written(around),
    {
      id: 'resource',
      header: columns.resource,
      cell: ({ resource }) => nameOf.resource(resource),
      sortingField: 'resource',
      width: 124,
    },
    {
      id: 'actions',
      header: columns.actions,
      cell: ({ actions }) => actions.map(nameOf.action).join(', '),
      width: 165,
    },
    {
      id: 'success',
      header: columns.success,
      cell: ({ id }) => <SuccessCell id={id} />,
      width: 210,
    },
    {
      id: 'authentication',
      header: columns.authentication,
      cell: ({ authentication }) => text.webhook.authentication[authentication.type],
      width: 200,
    },
    {
      id: 'enabled',
      header: columns.enabled,
      cell: (webhook) => <EnabledCell webhook={webhook} mayChange={mayChange} />,
      width: 98,
    },
  ]
}

/** What people wrote, and may write otherwise where it stands. */
function written(around: Around): Column[] {
  const { columns } = around.text.webhooks
  const url: Column = {
    id: 'url',
    header: columns.url,
    cell: (webhook) => <UrlCell webhook={webhook} />,
    sortingField: 'url',
    isRowHeader: true,
    width: 270,
    minWidth: 200,
  }
  const description: Column = {
    id: 'description',
    header: columns.description,
    cell: (webhook) => webhook.description,
    width: 200,
  }
  if (!around.mayChange) return [url, description]
  return [
    { ...url, editConfig: inPlace('url', around) },
    { ...description, editConfig: inPlace('description', around) },
  ]
}

function moments({ text: { webhooks } }: Around): Column[] {
  const { columns } = webhooks
  return [
    {
      id: 'createdAt',
      header: columns.createdAt,
      cell: ({ createdAt }) => <Moment at={createdAt} />,
      sortingField: 'createdAt',
      width: 150,
    },
    {
      id: 'changedAt',
      header: columns.changedAt,
      cell: ({ changedAt }) => <Moment at={changedAt} />,
      sortingField: 'changedAt',
      width: 150,
    },
    {
      id: 'id',
      header: columns.id,
      cell: ({ id }) => <CopyId name={columns.id} value={id} />,
      width: 340,
    },
  ]
}

/** A text that is edited where it stands. */
function inPlace(
  field: 'url' | 'description',
  { text: { webhooks }, refusal }: Around,
): TableProps.EditConfig<WebhookView, string> {
  return {
    ariaLabel: webhooks.columns[field],
    validation: ({ id }, value) => refusal(id, field, value),
    editingCell: (webhook, { currentValue, setValue }: TableProps.CellContext<string>) => (
      <Input
        autoFocus
        ariaLabel={webhooks.columns[field]}
        value={currentValue ?? webhook[field]}
        onChange={({ detail }) => setValue(detail.value)}
      />
    ),
  }
}
