import Button from '@cloudscape-design/components/button'
import Pagination from '@cloudscape-design/components/pagination'
import type { ReactNode } from 'react'

import './log-rows.css'

import type { FilledPage } from '../api/fill-page.ts'
import { LogFooter } from './log-footer.tsx'
import { useFreezeOnInteraction } from './use-freeze-on-interaction.ts'
import { useFrozenRows } from './use-frozen-rows.ts'

type Row = { id: string; createdAt: string }

/** What the table of a log gets. */
export type LogTableProps<One> = {
  rows: readonly One[]
  /** The button that shows new rows. */
  newRows: ReactNode
  isLoading: boolean
  footer: ReactNode
  pagination: ReactNode
}

type Props<One extends Row> = {
  page: FilledPage<One> | undefined
  /** Tells lists with other filters from this one. Rows of another list do not stay in their places. */
  list?: string
  number: number
  goTo: (number: number, page: FilledPage<One>) => void
  /** The label of the button that shows this many new rows. */
  newRowsLabel: (count: number) => string
  children: (table: LogTableProps<One>) => ReactNode
}

/** The rows of a polled page; they do not move while a person works on them. */
export function LogRows<One extends Row>(props: Props<One>) {
  const { page, list = '', number, goTo, newRowsLabel, children } = props
  const { rows, newCount, freeze, unfreeze, showNew } = useFrozenRows(page?.items ?? [], list)
  const handlers = useFreezeOnInteraction({ freeze, unfreeze })
  return (
    <div {...handlers}>
      {children({
        rows,
        isLoading: page === undefined || (!page.isComplete && rows.length === 0),
        newRows: <NewRows label={newCount > 0 && newRowsLabel(newCount)} show={showNew} />,
        footer: page && <LogFooter page={page} />,
        pagination: (
          <Pagination
            currentPageIndex={number}
            pagesCount={number}
            openEnd={page?.cursor !== undefined}
            onChange={({ detail }) => page && goTo(detail.currentPageIndex, page)}
          />
        ),
      })}
    </div>
  )
}

/** Placed next to the pagination, so that the rows do not move when it appears. */
function NewRows({ label, show }: { label: string | false; show: () => void }) {
  return (
    <div className="log-new-rows" role="status">
      {label !== false && (
        <Button iconName="angle-up" onClick={show}>
          {label}
        </Button>
      )}
    </div>
  )
}
