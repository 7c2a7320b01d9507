import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import { useResend } from '../../api/integration-events.ts'
import type { IntegrationEventView } from '../../api/integration-views.ts'
import { useCan } from '../../api/me.ts'
import { paths } from '../../common/paths.ts'
import { ConfirmButton } from '../../shared/confirm-button.tsx'
import { toMessage } from '../../shared/error-alert.tsx'
import { notify } from '../../shared/notify.ts'
import { useText } from '../../text/use-text.ts'
import { Resolve } from './resolve.tsx'

/** What managers do about an event: resolve a pending one, repeat a failed one. */
export function EventActions({ event }: { event: IntegrationEventView }) {
  const { integrationEventPage: text } = useText()
  const can = useCan()
  const [isResolving, setIsResolving] = useState(false)
  if (!can.manageProducts) return null
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {event.status === 'failed' && event.resentAs === undefined && <Resend token={event.token} />}
      {event.status === 'pending' && (
        <Button onClick={() => setIsResolving(true)}>{text.resolve}</Button>
      )}
      {isResolving && <Resolve event={event} onClose={() => setIsResolving(false)} />}
    </SpaceBetween>
  )
}

/** Creates a new event, linked to this one, and opens it. */
function Resend({ token }: { token: string }) {
  const text = useText()
  const { integrationEventPage: page } = text
  const navigate = useNavigate()
  const { mutateAsync, isPending } = useResend(token)
  // A promise, as the button is gone before callbacks of the mutation would be called.
  const resend = () =>
    void mutateAsync().then(
      (created) => {
        notify({ type: 'success', content: page.resent })
        void navigate(paths.integrationEvent(created.token))
      },
      (error: unknown) =>
        notify({ type: 'error', content: page.notResent(toMessage(error, text)) }),
    )
  return (
    <ConfirmButton
      label={page.resend}
      question={page.resendQuestion}
      loading={isPending}
      onConfirm={resend}
    />
  )
}
