import Box from '@cloudscape-design/components/box'
import Table from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'

import { type AuditFilter, useAudit } from '../api/audit.ts'
import { MorePages } from '../shared/load-more.tsx'
import { ProblemAlert } from '../shared/error-alert.tsx'
import { useIsNarrow } from '../shared/width.ts'
import { useText } from '../text/use-text.ts'
import { type AuditColumnId, auditColumns, narrowAuditColumn } from './audit-columns.tsx'

type Props = {
  filter: AuditFilter
  hidden: readonly AuditColumnId[]
  /** Whether it is all that the screen shows. */
  isWhole?: boolean
  header?: ReactNode
  filters?: ReactNode
}

/** The record, newest first. */
export function AuditTable({ filter, hidden, isWhole = false, header, filters }: Props) {
  const text = useText()
  const list = useAudit(filter)
  const isNarrow = useIsNarrow()
  const columns = auditColumns(text).filter(({ id }) => !hidden.includes(id))
  const isNarrowed = Object.keys(filter).some((name) => name !== 'webhook')
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
          <ProblemAlert error={list.error} tryAgain={() => void list.refetch()} />
        ) : (
          <Box padding="l">{isNarrowed ? text.audit.noMatch : text.audit.empty}</Box>
        )
      }
      footer={list.hasNextPage && <MorePages list={list} />}
    />
  )
}
