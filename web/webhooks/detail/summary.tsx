import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useNames } from '../../api/resources.ts'
import type { HealthView, WebhookView } from '../../api/views.ts'
import { Moment } from '../../shared/timestamp.tsx'
import { useReason, WebhookState } from '../../shared/webhook-state.tsx'
import { useText } from '../../text/use-text.ts'

/** What there is to know of a webhook first: how it fares and why, and what it sends. */
export function Summary({ webhook }: { webhook: WebhookView }) {
  const { webhook: names, webhooks, webhookDetail: text } = useText()
  const nameOf = useNames()
  const { health, resource, actions, authentication } = webhook
  const since = 'failingSince' in health ? health.failingSince : undefined
  const at = health.state === 'disabled' ? health.disabled?.at : undefined
  const items = [
    { label: text.state, value: <WebhookState state={health.state} /> },
    since !== undefined && { label: text.since, value: <Moment at={since} /> },
    at !== undefined && { label: text.disabledAt, value: <Moment at={at} /> },
    { label: webhooks.columns.resource, value: nameOf.resource(resource) },
    { label: webhooks.columns.actions, value: actions.map(nameOf.action).join(', ') },
    { label: text.authentication, value: names.authentication[authentication.type] },
  ]
  return (
    <SpaceBetween size="m">
      {health.state !== 'healthy' && <Why health={health} />}
      <Container>
        <KeyValuePairs columns={4} items={items.filter((item) => item !== false)} />
      </Container>
    </SpaceBetween>
  )
}

function Why({ health }: { health: HealthView }) {
  const wasDisabled = health.state === 'disabled' && health.disabled !== undefined
  const isBad = health.state === 'circuit-open' || wasDisabled
  return <Alert type={isBad ? 'error' : 'warning'}>{useReason(health)}</Alert>
}
