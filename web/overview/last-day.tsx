import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import Link from '@cloudscape-design/components/link'

import type { WebhookView } from '../api/views.ts'
import { useTableStats } from '../api/webhooks.ts'
import { href, paths } from '../common/paths.ts'
import { formatCount } from '../shared/format.ts'
import { useText } from '../text/use-text.ts'
import { needsAttention, totalsOf } from './totals.ts'

/** One request counts at most this many; those that need attention come first. */
const maxWebhooks = 100

/** The deliveries of the last day by status, with links to the log. */
export function LastDay({ webhooks }: { webhooks: readonly WebhookView[] }) {
  const { overview: text } = useText()
  const inOrder = webhooks.toSorted(
    (one, other) => Number(needsAttention(other)) - Number(needsAttention(one)),
  )
  const counted = inOrder.slice(0, maxWebhooks)
  const { statsOf, isPending, isError } = useTableStats([counted.map(({ id }) => id)])
  const totals = totalsOf([...statsOf.values()])
  const items = (['successful', 'pending', 'failed'] as const).map((status) => ({
    label: text.counts[status],
    value: (
      <Link fontSize="display-l" href={`${href(paths.log)}?status=${status}`}>
        {isPending ? '–' : formatCount(totals[status])}
      </Link>
    ),
  }))
  return (
    <Container
      header={
        <Header variant="h2" description={text.lastDayExplained}>
          {text.lastDay}
        </Header>
      }
    >
      <KeyValuePairs columns={3} items={items} />
      {webhooks.length > counted.length && (
        <Box variant="small">{text.partial(counted.length, webhooks.length)}</Box>
      )}
      {isError && <Box variant="small">{text.notCounted}</Box>}
    </Container>
  )
}
