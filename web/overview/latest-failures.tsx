import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import Table from '@cloudscape-design/components/table'

import { useLatestFailures } from '../api/deliveries.ts'
import { href, paths } from '../common/paths.ts'
import { columnsOf } from '../log/columns.tsx'
import { narrowColumn } from '../log/narrow-column.tsx'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { useIsNarrow } from '../shared/width.ts'
import { useText } from '../text/use-text.ts'

export const maxFailures = 5

/** The log's columns without the status, which all rows share. */
const shown = ['event', 'webhook', 'response', 'created']

export function LatestFailures() {
  const text = useText()
  const { common, overview } = text
  const isNarrow = useIsNarrow()
  const failures = useLatestFailures(maxFailures)
  const columns = columnsOf(text).filter(({ id }) => shown.includes(id))
  return (
    <Table
      wrapLines
      header={
        <Header
          variant="h2"
          actions={<Link href={`${href(paths.log)}?status=failed`}>{overview.viewFailures}</Link>}
        >
          {overview.failures}
        </Header>
      }
      columnDefinitions={isNarrow ? [narrowColumn(text)] : columns}
      items={failures.data ?? []}
      trackBy="id"
      loading={failures.isPending}
      loadingText={common.loading}
      ariaLabels={{ tableLabel: overview.failures }}
      empty={
        failures.isError ? (
          <ErrorAlert error={failures.error} tryAgain={() => void failures.refetch()} />
        ) : (
          <Box>{overview.noFailures}</Box>
        )
      }
    />
  )
}
