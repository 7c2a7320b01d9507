import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useNames } from '../../api/resources.ts'
import type { HealthView, WebhookView } from '../../api/views.ts'
import { KeyValues } from '../../shared/key-values.tsx'
import { Timestamp } from '../../shared/timestamp.tsx'
import { useHealthReason, WebhookState } from '../../shared/webhook-state.tsx'
import { useText } from '../../text/use-text.ts'
import { authenticationName } from '../authentication-name.ts'
import { TryNow } from './try-now.tsx'

/** The state with its reason, and the events that the webhook gets. */
export function Summary({ webhook }: { webhook: WebhookView }) {
  const { webhook: names, webhooks, webhookDetail: text } = useText()
  const catalogue = useNames()
  const { health, events, subscriptions } = webhook
  const since = 'failingSince' in health ? health.failingSince : undefined
  const at = health.state === 'disabled' ? health.disabled?.at : undefined
  const items = [
    { label: text.state, value: <WebhookState health={health} /> },
    since !== undefined && { label: text.since, value: <Timestamp at={since} /> },
    at !== undefined && { label: text.disabledAt, value: <Timestamp at={at} /> },
    ...(events.includes('*')
      ? [{ label: webhooks.columns.resource, value: webhooks.everyEvent }]
      : subscriptions.map(({ resource, actions }) => ({
          label: catalogue.resource(resource),
          value: actions.map(catalogue.action).join(', '),
        }))),
    { label: text.authentication, value: authenticationName(webhook, names) },
  ]
  return (
    <SpaceBetween size="m">
      {health.state !== 'healthy' && <HealthAlert webhook={webhook} />}
      <Container>
        <KeyValues columns={4} items={items} />
      </Container>
    </SpaceBetween>
  )
}

function HealthAlert({ webhook }: { webhook: WebhookView }) {
  const { health } = webhook
  const wasDisabled = health.state === 'disabled' && health.disabled?.reason !== undefined
  const isBad = health.state === 'circuit-open' || wasDisabled
  const type = isBad ? 'error' : health.state === 'not-tried' ? 'info' : 'warning'
  return (
    <Alert type={type} action={isPaused(health) && <TryNow webhook={webhook} />}>
      {useHealthReason(health)}
    </Alert>
  )
}

function isPaused({ state }: HealthView): boolean {
  return state === 'circuit-open' || state === 'retry-after'
}
