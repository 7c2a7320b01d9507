import Box from '@cloudscape-design/components/box'

import type { WebhookView } from '../../api/views.ts'
import { useText } from '../../text/use-text.ts'

/** The display names of resources and actions. */
export type Names = { resource: (type: string) => string; action: (action: string) => string }

type Props = { webhook: Pick<WebhookView, 'events' | 'subscriptions'>; nameOf: Names }

/** A resource with its actions; of several, their names. */
export function EventTypesCell({ webhook: { events, subscriptions }, nameOf }: Props) {
  const { webhooks } = useText()
  if (events.includes('*')) return <div>{webhooks.everyEvent}</div>
  const [first, ...others] = subscriptions
  return (
    <>
      <div>{subscriptions.map(({ resource }) => nameOf.resource(resource)).join(', ')}</div>
      {first && others.length === 0 && (
        <Box variant="small">{first.actions.map(nameOf.action).join(', ')}</Box>
      )}
    </>
  )
}
