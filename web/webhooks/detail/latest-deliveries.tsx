import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import Table from '@cloudscape-design/components/table'

import { useLatestDeliveries } from '../../api/deliveries.ts'
import type { WebhookView } from '../../api/views.ts'
import { href, paths } from '../../common/paths.ts'
import { columnsOf } from '../../log/columns.tsx'
import { narrowColumn } from '../../log/narrow-column.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { useIsNarrow } from '../../shared/width.ts'
import { useText } from '../../text/use-text.ts'

const maxDeliveries = 10

/** The log's columns without the webhook. */
const shown = ['status', 'event', 'response', 'created']

export function LatestDeliveries({ webhook }: { webhook: WebhookView }) {
  const text = useText()
  const { common, webhookDetail } = text
  const isNarrow = useIsNarrow()
  const columns = columnsOf(text).filter(({ id }) => shown.includes(id))
  const latest = useLatestDeliveries(webhook.id, maxDeliveries)
  const empty = latest.isError ? (
    <ErrorAlert error={latest.error} tryAgain={() => void latest.refetch()} />
  ) : (
    <Box>{webhookDetail.empty}</Box>
  )
  return (
    <Table
      header={
        <Header
          variant="h2"
          actions={
            <Link href={`${href(paths.log)}?webhook=${encodeURIComponent(webhook.id)}`}>
              {webhookDetail.viewAll}
            </Link>
          }
        >
          {webhookDetail.latest}
        </Header>
      }
      columnDefinitions={isNarrow ? [narrowColumn(text, { hasOneWebhook: true })] : columns}
      wrapLines
      items={latest.data ?? []}
      trackBy="id"
      loading={latest.isPending}
      loadingText={common.loading}
      ariaLabels={{ tableLabel: webhookDetail.latest }}
      empty={empty}
    />
  )
}
