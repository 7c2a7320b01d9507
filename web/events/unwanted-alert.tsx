import Alert from '@cloudscape-design/components/alert'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

import type { UnwantedView } from '../api/views.ts'
import { WebhookLink } from '../shared/webhook-link.tsx'
import { useText } from '../text/use-text.ts'

type Props = { unwanted: UnwantedView; action?: ReactNode }

/** Why no webhook wanted an event, and the webhooks that came closest. */
export function UnwantedAlert({ unwanted, action }: Props) {
  const { events } = useText()
  const { unwanted: text } = events
  const { reason, webhookCount, webhooks } = unwanted
  return (
    <Alert type="warning" header={text.title} action={action}>
      <SpaceBetween size="xs">
        <div>
          {text.reasons[reason](webhookCount)} {text.explained}
        </div>
        {webhooks.length > 0 && (
          <SpaceBetween direction="horizontal" size="l">
            {webhooks.map((id) => (
              <WebhookLink key={id} id={id} />
            ))}
            {webhookCount > webhooks.length && text.more(webhookCount - webhooks.length)}
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Alert>
  )
}
