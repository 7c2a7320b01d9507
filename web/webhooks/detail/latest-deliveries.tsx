import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import Table from '@cloudscape-design/components/table'

import { useLatestDeliveries } from '../../api/deliveries.ts'
import type { WebhookView } from '../../api/views.ts'
import { href, places } from '../../common/paths.ts'
import { columnsOf } from '../../log/columns.tsx'
import { narrowColumn } from '../../log/narrow-column.tsx'
import { ProblemAlert } from '../../shared/error-alert.tsx'
import { useIsNarrow } from '../../shared/width.ts'
import { useText } from '../../text/use-text.ts'

const most = 10

/** Of the log's columns: all of them are about this webhook. */
const shown = ['status', 'event', 'resource', 'answer', 'created']

/** What a webhook sent last. */
export function LatestDeliveries({ webhook }: { webhook: WebhookView }) {
  const text = useText()
  const { common, webhookDetail } = text
  const isNarrow = useIsNarrow()
  const columns = columnsOf(text).filter(({ id }) => shown.includes(id))
  const latest = useLatestDeliveries(webhook.id, most)
  const empty = latest.isError ? (
    <ProblemAlert error={latest.error} tryAgain={() => void latest.refetch()} />
  ) : (
    <Box>{webhookDetail.noneYet}</Box>
  )
  return (
    <Table
      header={
        <Header
          variant="h2"
          actions={
            <Link href={`${href(places.log)}?webhook=${encodeURIComponent(webhook.id)}`}>
              {webhookDetail.all}
            </Link>
          }
        >
          {webhookDetail.latest}
        </Header>
      }
      columnDefinitions={isNarrow ? [narrowColumn(text, { isOfOne: true })] : columns}
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
