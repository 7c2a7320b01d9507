import Box from '@cloudscape-design/components/box'
import Table from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'

import { type AuditFilter, useAudit } from '../api/audit.ts'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { LoadMore } from '../shared/load-more.tsx'
import { useIsNarrow } from '../shared/width.ts'
import { useText } from '../text/use-text.ts'
import { type AuditColumnId, auditColumns, narrowAuditColumn } from './audit-columns.tsx'

type Props = {
  filter: AuditFilter
  hidden: readonly AuditColumnId[]
  /** Whether the table is the whole screen. */
  isFullPage?: boolean
  header?: ReactNode
  filters?: ReactNode
}

export function AuditTable({
  filter,
  hidden,
  isFullPage: isWhole = false,
  header,
  filters,
}: Props) {
  const text = useText()
  const list = useAudit(filter)
  const isNarrow = useIsNarrow()
  const columns = auditColumns(text).filter(({ id }) => !hidden.includes(id))
  const isFiltered = Object.keys(filter).some((name) => name !== 'webhook')
  return (
    <Table
      variant={isWhole ? 'full-page' : 'embedded'}
      stickyHeader={isWhole}
      wrapLines
      header={header}
      filter={filters}
      columnDefinitions={isNarrow ? [narrowAuditColumn(text)] : columns}
      items={list.data?.pages.flatMap(({ items }) => items) ?? []}
      trackBy="id"
      loading={list.isPending}
      loadingText={text.common.loading}
      ariaLabels={{ tableLabel: text.audit.title }}
      empty={
        list.isError ? (
          <ErrorAlert error={list.error} tryAgain={() => void list.refetch()} />
        ) : (
          <Box padding="l">{isFiltered ? text.audit.noMatch : text.audit.empty}</Box>
        )
      }
      footer={list.hasNextPage && <LoadMore list={list} />}
    />
  )
}
