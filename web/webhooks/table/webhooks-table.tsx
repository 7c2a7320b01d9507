import Table, { type TableProps } from '@cloudscape-design/components/table'

import { useCan } from '../../api/me.ts'
import { useNames } from '../../api/resources.ts'
import type { WebhookView } from '../../api/views.ts'
import { useWebhooks } from '../../api/webhooks.ts'
import { ListProblem } from '../../shared/list-error.tsx'
import { MorePages } from '../../shared/load-more.tsx'
import { useStore } from '../../common/store.ts'
import { TablePreferences } from '../../shared/table-preferences.tsx'
import { Unsaved } from '../../shared/unsaved-changes.tsx'
import { useIsNarrow } from '../../shared/width.ts'
import { type Text, useText } from '../../text/use-text.ts'
import { columnsOf } from './columns.tsx'
import { Empty } from './empty.tsx'
import { Filters } from './filters.tsx'
import type { InPlace } from './inline-edit.tsx'
import { narrowColumn } from './narrow-column.tsx'
import { TableHeader } from './table-header.tsx'
import { useEditInPlace } from './use-inline-edit.ts'
import { useFilter } from './use-filter.ts'
import { webhookColumns } from './webhook-columns.ts'

/** The webhooks, as whoever looks wants them. */
export function WebhooksTable() {
  const text = useText()
  const filtering = useFilter()
  const { pageSize, wrapLines } = useStore(webhookColumns)
  const list = useWebhooks(filtering.filter, pageSize)
  const { submit, ...editing } = useEditInPlace()
  const columns = useColumns(editing)
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const { sort = 'createdAt', order } = filtering.filter

  return (
    <>
      <Unsaved {...editing.typing} />
      <Table
        variant="full-page"
        stickyHeader
        {...columns}
        wrapLines={wrapLines}
        items={items}
        trackBy="id"
        loading={list.isPending}
        loadingText={text.common.loading}
        sortingColumn={{ sortingField: sort }}
        sortingDescending={order === 'desc'}
        onSortingChange={({ detail }) =>
          filtering.set({
            sort: detail.sortingColumn.sortingField ?? '',
            order: detail.isDescending === true ? 'desc' : '',
          })
        }
        submitEdit={(webhook, { id = '' }, value) =>
          typeof value === 'string' ? submit(webhook, id, value) : undefined
        }
        onEditCancel={(event) => {
          if (editing.typing.wouldBeLost()) event.preventDefault()
        }}
        ariaLabels={ariaLabels(text)}
        header={<TableHeader list={list} count={items.length} />}
        filter={<Filters {...filtering} />}
        empty={
          list.isError ? (
            <ListProblem query={list} clear={filtering.clear} />
          ) : (
            <Empty {...filtering} />
          )
        }
        footer={list.hasNextPage && <MorePages list={list} />}
      />
    </>
  )
}

/** On a phone each webhook is one cell. */
function useColumns(editing: InPlace) {
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
        choice={webhookColumns}
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
    activateEditLabel: ({ id = '' }, { url }) => webhooks.editInPlace(names[id] ?? id, url),
    submitEditLabel: () => webhooks.save,
    cancelEditLabel: () => webhooks.discard,
  }
}
