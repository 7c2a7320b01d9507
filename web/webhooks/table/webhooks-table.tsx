import Table, { type TableProps } from '@cloudscape-design/components/table'

import { useCan } from '../../api/me.ts'
import { useNames } from '../../api/resources.ts'
import type { WebhookView } from '../../api/views.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { useTableStats, useWebhooks } from '../../api/webhooks.ts'
import { useStore } from '../../common/store.ts'
import { ListError } from '../../shared/list-error.tsx'
import { LoadMore } from '../../shared/load-more.tsx'
import { TablePreferences } from '../../shared/table-preferences.tsx'
import { UnsavedChanges } from '../../shared/unsaved-changes.tsx'
import { useIsNarrow } from '../../shared/width.ts'
import { type Text, useText } from '../../text/use-text.ts'
import { columnsOf } from './columns.tsx'
import { Empty } from './empty.tsx'
import { Filters } from './filters.tsx'
import type { InlineEditing } from './inline-edit.tsx'
import { narrowColumn } from './narrow-column.tsx'
import { TableHeader } from './table-header.tsx'
import { TableStats } from './table-stats.ts'
import { type Filtering, useFilter } from './use-filter.ts'
import { useInlineEdit } from './use-inline-edit.ts'
import { webhookColumns } from './webhook-columns.ts'

export function WebhooksTable() {
  const text = useText()
  const filtering = useFilter()
  const { pageSize, wrapLines } = useStore(webhookColumns)
  const list = useWebhooks(filtering.filter, pageSize)
  const { submit, ...editing } = useInlineEdit()
  const columns = useColumns(editing)
  const pages = list.data?.pages.map((page) => page.items) ?? []
  const items = pages.flat()
  const stats = useTableStats(pages.map((page) => page.map(({ id }) => id)))

  return (
    <TableStats value={stats}>
      <UnsavedChanges {...editing.state} />
      <Table
        variant="full-page"
        stickyHeader
        {...columns}
        wrapLines={wrapLines}
        items={items}
        trackBy="id"
        loading={list.isPending}
        loadingText={text.common.loading}
        {...sortingOf(filtering)}
        submitEdit={(webhook, { id = '' }, value) =>
          typeof value === 'string' ? submit(webhook, id, value) : undefined
        }
        onEditCancel={(event) => {
          if (editing.state.wouldLoseChanges()) event.preventDefault()
        }}
        ariaLabels={ariaLabels(text)}
        header={<TableHeader list={list} count={items.length} />}
        filter={<Filters {...filtering} />}
        empty={
          list.isError ? (
            <ListError query={list} clear={filtering.clear} />
          ) : (
            <Empty {...filtering} />
          )
        }
        footer={list.hasNextPage && <LoadMore list={list} />}
      />
    </TableStats>
  )
}

function sortingOf({ filter, set }: Filtering) {
  const { sort = 'createdAt', order } = filter
  return {
    sortingColumn: { sortingField: sort },
    sortingDescending: order === 'desc',
    onSortingChange: ({ detail }: { detail: TableProps.SortingState<WebhookView> }) =>
      set({
        sort: detail.sortingColumn.sortingField ?? '',
        order: detail.isDescending === true ? 'desc' : '',
      }),
  }
}

/** On narrow screens, each webhook is one cell. */
function useColumns(editing: InlineEditing) {
  const text = useText()
  const nameOf = useNames()
  const mayChange = useCan().change
  const isNarrow = useIsNarrow()
  const { columns: chosen } = useStore(webhookColumns)
  if (isNarrow) return { columnDefinitions: [narrowColumn(text, nameOf, mayChange)] }

  const all = columnsOf({ text, nameOf, mayChange, editing })
  return {
    columnDefinitions: all,
    columnDisplay: chosen.filter(({ id }) => all.some((column) => column.id === id)),
    preferences: (
      <TablePreferences
        settings={webhookColumns}
        columns={all.map(({ id, header: label }) => ({ id, label }))}
        always="url"
      />
    ),
  }
}

function ariaLabels({ webhooks }: Text): TableProps.AriaLabels<WebhookView> {
  const names: Readonly<Record<string, string>> = webhooks.columns
  return {
    tableLabel: webhooks.title,
    activateEditLabel: ({ id = '' }, webhook) =>
      webhooks.editInline(names[id] ?? id, webhookName(webhook)),
    submitEditLabel: () => webhooks.save,
    cancelEditLabel: () => webhooks.discard,
  }
}
