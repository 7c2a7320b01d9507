import Table, { type TableProps } from '@cloudscape-design/components/table'

import { useCan } from '../../api/me.ts'
import { useNames } from '../../api/resources.ts'
import type { WebhookView } from '../../api/views.ts'
import { useWebhooks } from '../../api/webhooks.ts'
import { useStore } from '../../shared/store.ts'
import { isWide } from '../../shared/wide.ts'
import { ProblemAlert } from '../../shared/problem-alert.tsx'
import { type Text, useText } from '../../text/use-text.ts'
import { columnsOf } from './columns.tsx'
import { Empty } from './empty.tsx'
import { Filters } from './filters.tsx'
import { MorePages } from '../../shared/more-pages.tsx'
import { preferences, WebhooksPreferences } from './preferences.tsx'
import { TableHeader } from './table-header.tsx'
import { useEditInPlace } from './use-edit-in-place.ts'
import { useFilter } from './use-filter.ts'

/** The webhooks, as whoever looks wants them. */
export function WebhooksTable() {
  const text = useText()
  const filtering = useFilter()
  const wide = useStore(isWide)
  const { pageSize = 20, wrapLines = false, contentDisplay = [] } = useStore(preferences)
  const list = useWebhooks(filtering.filter, pageSize)
  const { submit, refusal } = useEditInPlace()
  const around = { text, nameOf: useNames(), mayChange: useCan().change, refusal }
  const columns = columnsOf(around)
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const { sort = 'createdAt', order } = filtering.filter

  return (
    <Table
      variant="full-page"
      stickyHeader
      resizableColumns
      stickyColumns={{ last: around.mayChange && wide ? 1 : 0 }}
      wrapLines={wrapLines}
      columnDefinitions={columns}
      columnDisplay={contentDisplay.filter(({ id }) => columns.some((column) => column.id === id))}
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
      ariaLabels={ariaLabels(text)}
      header={<TableHeader list={list} count={items.length} />}
      filter={<Filters {...filtering} />}
      preferences={<WebhooksPreferences />}
      empty={
        list.isError ? (
          <ProblemAlert error={list.error} tryAgain={() => void list.refetch()} />
        ) : (
          <Empty {...filtering} />
        )
      }
      footer={list.hasNextPage && <MorePages list={list} />}
    />
  )
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
