import Box from '@cloudscape-design/components/box'
import StatusIndicator from '@cloudscape-design/components/status-indicator'

import type { ListedEvent } from '../../api/event-list.ts'
import { useText } from '../../text/use-text.ts'

/** How many deliveries an event has, or why it has none. */
export function EventOutcome({ listed }: { listed: ListedEvent }) {
  const { events: text } = useText()
  const { deliveryCount, unwanted } = listed
  if (unwanted === undefined) return <div>{text.list.deliveries(deliveryCount)}</div>
  return (
    <div>
      <StatusIndicator type="stopped">{text.unwanted.title}</StatusIndicator>
      <Box variant="small" display="block">
        {text.unwanted.reasons[unwanted.reason](unwanted.webhookCount)}
      </Box>
    </div>
  )
}
