import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo } from 'react'

import { useMatchingFilters } from '../api/tests.ts'
import type { WebhookView } from '../api/views.ts'
import { ActionDialog } from '../shared/action-dialog.tsx'
import { Loaded } from '../shared/loaded.tsx'
import { WebhookLink } from '../shared/webhook-link.tsx'
import { useText } from '../text/use-text.ts'
import { notifiedOf } from './draft.ts'
import type { Prepared } from './use-publish-form.ts'

type Props = {
  event: Prepared
  /** The webhooks of the event type, whatever their filters say. */
  subscribers: readonly WebhookView[]
  isPending: boolean
  onConfirm: () => void
  onClose: () => void
}

/** Names the webhooks that an event will be sent to, and asks before it is published. */
export function ConfirmPublish({ event, subscribers, isPending, onConfirm, onClose }: Props) {
  const { events: text } = useText()
  const body = useMemo(() => notifiedOf(event.text), [event])
  const query = useMatchingFilters(subscribers, body)
  return (
    <ActionDialog
      title={text.confirm.title}
      action={text.publish}
      isPending={isPending || query.isPending}
      isPersistent // the second click of a double-click is outside
      onAction={onConfirm}
      onClose={onClose}
    >
      <Loaded query={query}>
        {(receivers) => (
          <Receivers receivers={receivers} filteredCount={subscribers.length - receivers.length} />
        )}
      </Loaded>
      <Box color="text-body-secondary">{text.confirm.audited}</Box>
    </ActionDialog>
  )
}

/** A longer list would hide the buttons. */
const maxNamed = 10

type ReceiversProps = { receivers: readonly WebhookView[]; filteredCount: number }

function Receivers({ receivers, filteredCount }: ReceiversProps) {
  const { events: text } = useText()
  const { length: count } = receivers
  return (
    <SpaceBetween size="s">
      <div>{text.confirm.receivers(count)}</div>
      {receivers.slice(0, maxNamed).map(({ id }) => (
        <WebhookLink key={id} id={id} />
      ))}
      {count > maxNamed && <div>{text.unwanted.more(count - maxNamed)}</div>}
      {filteredCount > 0 && <div>{text.confirm.filtered(filteredCount)}</div>}
    </SpaceBetween>
  )
}
