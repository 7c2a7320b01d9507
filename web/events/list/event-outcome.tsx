import Box from '@cloudscape-design/components/box'

import type { ListedEvent } from '../../api/event-list.ts'
import { StatusLabel } from '../../shared/status-label.tsx'
import { useText } from '../../text/use-text.ts'

/** How many deliveries an event has, or why it has none. */
export function EventOutcome({ listed }: { listed: ListedEvent }) {
  const { events: text } = useText()
  const { deliveryCount, unwanted } = listed
  if (unwanted === undefined) return <div>{text.list.deliveries(deliveryCount)}</div>
  return (
    <div>
      <StatusLabel type="stopped">{text.unwanted.title}</StatusLabel>
      <Box variant="small" display="block">
        {text.unwanted.reasons[unwanted.reason](unwanted.webhookCount)}
      </Box>
    </div>
  )
}
