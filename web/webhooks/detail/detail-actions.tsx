import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import { useCan } from '../../api/me.ts'
import type { WebhookView } from '../../api/views.ts'
import { href, places } from '../../common/paths.ts'
import { Recover } from '../../recovery/recover.tsx'
import { RecoverDialog } from '../../recovery/recover-dialog.tsx'
import { TwoStepButton } from '../../shared/confirm-button.tsx'
import { useText } from '../../text/use-text.ts'
import { useRemove } from '../use-delete.ts'
import { useSwitch } from '../../shared/use-set-enabled.ts'
import { SendTest } from './send-test.tsx'

/** What a manager does to a webhook. */
export function DetailActions({ webhook }: { webhook: WebhookView }) {
  const { recover, webhookDetail: text } = useText()
  const navigate = useNavigate()
  const can = useCan()
  const switching = useSwitch(webhook)
  const { remove, isPending } = useRemove(webhook, () => void navigate(places.webhooks))
  const [shown, setShown] = useState<'test' | 'recover'>()
  if (!can.change) return null
  const close = () => setShown(undefined)
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <TwoStepButton
          icon="remove"
          label={text.remove}
          question={text.removeQuestion}
          loading={isPending}
          onConfirm={remove}
        />
        <Button loading={switching.isPending} onClick={() => switching.set(!webhook.enabled)}>
          {webhook.enabled ? text.disable : text.enable}
        </Button>
        <Button onClick={() => setShown('recover')}>{recover.open}</Button>
        <Button href={href(places.editWebhook(webhook.id))}>{text.edit}</Button>
        <Button variant="primary" onClick={() => setShown('test')}>
          {text.sendTest}
        </Button>
      </SpaceBetween>
      {shown === 'test' && <SendTest webhook={webhook} onClose={close} />}
      {shown === 'recover' && (
        <RecoverDialog onClose={close}>
          <Recover webhook={webhook} />
        </RecoverDialog>
      )}
    </>
  )
}
