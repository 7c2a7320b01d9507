import Button from '@cloudscape-design/components/button'
import Pagination from '@cloudscape-design/components/pagination'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useLogPage } from '../api/delivery-log.ts'
import type { LogPage } from '../api/log-page.ts'
import { useStore } from '../common/store.ts'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { ListError } from '../shared/list-error.tsx'
import { useText } from '../text/use-text.ts'
import { EmptyLog } from './empty-log.tsx'
import { logColumns } from './log-columns.ts'
import { LogFooter } from './log-footer.tsx'
import { LogTable } from './log-table.tsx'
import { isFiltered } from './log-view.ts'
import { useFreezeOnInteraction } from './use-freeze-on-interaction.ts'
import { useFrozenRows } from './use-frozen-rows.ts'
import type { useLogView } from './use-log-view.ts'

type Props = Pick<
  ReturnType<typeof useLogView>,
  'view' | 'after' | 'at' | 'number' | 'goTo' | 'show'
>

/** One page of the log, polled. */
export function LogList(props: Props) {
  const { view, after, at, show } = props
  const { pageSize } = useStore(logColumns)
  const query = useLogPage({ ...view, after, at, limit: pageSize })
  const { data: page, error } = query
  const clear = () => show({ filter: {}, time: undefined })
  if (page === undefined && error !== null) return <ListError query={query} clear={clear} />
  return (
    <SpaceBetween size="s">
      {error !== null && <StaleRows error={error} />}
      <LogRows {...props} page={page} clear={clear} />
    </SpaceBetween>
  )
}

/** The rows of a page; they do not move while a person works on them. */
function LogRows({
  page,
  view,
  after,
  number,
  goTo,
  clear,
}: Props & { page: LogPage | undefined; clear: () => void }) {
  const { rows, newCount, freeze, unfreeze, showNew } = useFrozenRows(page?.items ?? [])
  const handlers = useFreezeOnInteraction({ freeze, unfreeze })
  return (
    <div {...handlers}>
      <LogTable
        rows={rows}
        newRows={<NewRows count={newCount} show={showNew} />}
        isLoading={page === undefined || (rows.length === 0 && !page.isComplete)}
        empty={<EmptyLog isFiltered={isFiltered(view) || after !== undefined} clear={clear} />}
        footer={page && <LogFooter page={page} />}
        pagination={
          <Pagination
            currentPageIndex={number}
            pagesCount={number}
            openEnd={page?.cursor !== undefined}
            onChange={({ detail }) => page && goTo(detail.currentPageIndex, page)}
          />
        }
      />
    </div>
  )
}

/** Shown above rows that could not be refetched. */
function StaleRows({ error }: { error: unknown }) {
  const { log: text } = useText()
  return <ErrorAlert header={text.stale} error={error} />
}

/** Placed next to the pagination, so that the rows do not move when it appears. */
function NewRows({ count, show }: { count: number; show: () => void }) {
  const { log: text } = useText()
  return (
    <div className="log-new-rows" role="status">
      {count > 0 && (
        <Button iconName="angle-up" onClick={show}>
          {text.newRows(count)}
        </Button>
      )}
    </div>
  )
}
