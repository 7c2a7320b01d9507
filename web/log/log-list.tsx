import Button from '@cloudscape-design/components/button'
import Pagination from '@cloudscape-design/components/pagination'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useLogPage } from '../api/delivery-log.ts'
import { ListProblem } from '../shared/list-error.tsx'
import { ProblemAlert } from '../shared/error-alert.tsx'
import { useStore } from '../common/store.ts'
import { useText } from '../text/use-text.ts'
import { isNarrowed } from './log-view.ts'
import { EmptyLog } from './empty-log.tsx'
import { logColumns } from './log-columns.ts'
import { LogTable } from './log-table.tsx'
import { ReadingOn } from './log-footer.tsx'
import type { useLogAddress } from './use-log-view.ts'
import { useHold } from './use-freeze-on-interaction.ts'
import { useSteadyRows } from './use-frozen-rows.ts'

type Props = Pick<
  ReturnType<typeof useLogAddress>,
  'view' | 'after' | 'at' | 'number' | 'goTo' | 'show'
>

/** One page of the log, kept as it is now. */
export function LogList({ view, after, at, number, goTo, show }: Props) {
  const { pageSize } = useStore(logColumns)
  const query = useLogPage({ ...view, after, at, limit: pageSize })
  const page = query.data
  const { rows, fresh, hold, release, showFresh } = useSteadyRows(page?.items ?? [])
  const hand = useHold({ hold, release })
  const clear = () => show({ filter: {}, time: undefined })
  return (
    <SpaceBetween size="s">
      {page === undefined || query.error === null ? null : <Old error={query.error} />}
      {page === undefined && query.error !== null ? (
        <ListProblem query={query} clear={clear} />
      ) : (
        <div {...hand}>
          <LogTable
            rows={rows}
            fresh={<Fresh count={fresh} show={showFresh} />}
            isLoading={page === undefined || (rows.length === 0 && !page.isWhole)}
            empty={<EmptyLog isNarrowed={isNarrowed(view) || after !== undefined} clear={clear} />}
            footer={page && <ReadingOn page={page} />}
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
      )}
    </SpaceBetween>
  )
}

/** Above rows that could not be read anew. */
function Old({ error }: { error: unknown }) {
  const { log: text } = useText()
  return <ProblemAlert header={text.old} error={error} />
}

/** Stands beside the pages, so that it moves no row when it comes. */
function Fresh({ count, show }: { count: number; show: () => void }) {
  const { log: text } = useText()
  return (
    <div className="log-fresh" role="status">
      {count > 0 && (
        <Button iconName="angle-up" onClick={show}>
          {text.fresh(count)}
        </Button>
      )}
    </div>
  )
}
