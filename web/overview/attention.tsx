import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import Table, { type TableProps } from '@cloudscape-design/components/table'

import type { WebhookView } from '../api/views.ts'
import { href, paths } from '../common/paths.ts'
import { WebhookLink } from '../shared/webhook-link.tsx'
import { useHealthReason, WebhookState } from '../shared/webhook-state.tsx'
import { useIsNarrow } from '../shared/width.ts'
import { type Text, useText } from '../text/use-text.ts'
import { needsAttention } from './totals.ts'

type Column = TableProps.ColumnDefinition<WebhookView>

/** The webhooks that need somebody, with the reason. */
export function Attention({ webhooks }: { webhooks: readonly WebhookView[] }) {
  const { overview: text } = useText()
  const isNarrow = useIsNarrow()
  const found = webhooks.filter(needsAttention)
  return (
    <Table
      wrapLines
      header={
        <Header
          variant="h2"
          counter={`(${found.length})`}
          description={text.attentionExplained}
          actions={<Link href={href(paths.webhooks)}>{text.viewWebhooks}</Link>}
        >
          {text.attention}
        </Header>
      }
      items={found}
      trackBy="id"
      ariaLabels={{ tableLabel: text.attention }}
      empty={<Box>{text.noAttention(webhooks.length)}</Box>}
      columnDefinitions={isNarrow ? narrowColumns(text) : wideColumns(text)}
    />
  )
}

function wideColumns(text: Text['overview']): Column[] {
  return [
    {
      id: 'webhook',
      header: text.webhook,
      isRowHeader: true,
      cell: ({ id }) => <WebhookLink id={id} />,
    },
    { id: 'state', header: text.state, cell: (webhook) => <State webhook={webhook} /> },
  ]
}

/** The state below the webhook. */
function narrowColumns(text: Text['overview']): Column[] {
  const cell = (webhook: WebhookView) => (
    <>
      <div>
        <WebhookLink id={webhook.id} />
      </div>
      <State webhook={webhook} />
    </>
  )
  return [{ id: 'webhook', header: text.webhook, isRowHeader: true, cell }]
}

function State({ webhook: { health } }: { webhook: WebhookView }) {
  const reason = useHealthReason(health)
  return (
    <>
      <WebhookState health={health} />
      <Box variant="small" display="block">
        {reason}
      </Box>
    </>
  )
}
