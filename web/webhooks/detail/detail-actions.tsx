import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import { useCan } from '../../api/me.ts'
import type { WebhookView } from '../../api/views.ts'
import { href, paths } from '../../common/paths.ts'
import { RecoverDialog } from '../../recovery/recover-dialog.tsx'
import { Recover } from '../../recovery/recover.tsx'
import { ConfirmButton } from '../../shared/confirm-button.tsx'
import { useSetEnabled } from '../../shared/use-set-enabled.ts'
import { useText } from '../../text/use-text.ts'
import { useDelete } from '../use-delete.ts'
import { SendTest } from './send-test.tsx'

/** The buttons of managers. */
export function DetailActions({ webhook }: { webhook: WebhookView }) {
  const { recover, webhookDetail: text } = useText()
  const navigate = useNavigate()
  const can = useCan()
  const enabling = useSetEnabled(webhook)
  const { deleteWebhook, isPending } = useDelete(webhook, () => void navigate(paths.webhooks))
  const [openDialog, setOpenDialog] = useState<'test' | 'recover'>()
  if (!can.change) return null
  const close = () => setOpenDialog(undefined)
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <ConfirmButton
          icon="remove"
          label={text.delete}
          question={text.deleteQuestion}
          loading={isPending}
          onConfirm={deleteWebhook}
        />
        {webhook.enabled ? (
          <ConfirmButton
            label={text.disable}
            question={text.disableQuestion}
            loading={enabling.isPending}
            onConfirm={() => enabling.setEnabled(false)}
          />
        ) : (
          <Button loading={enabling.isPending} onClick={() => enabling.setEnabled(true)}>
            {text.enable}
          </Button>
        )}
        <Button onClick={() => setOpenDialog('recover')}>{recover.open}</Button>
        <Button href={href(paths.copyWebhook(webhook.id))}>{text.duplicate}</Button>
        <Button href={href(paths.editWebhook(webhook.id))}>{text.edit}</Button>
        <Button variant="primary" onClick={() => setOpenDialog('test')}>
          {text.sendTest}
        </Button>
      </SpaceBetween>
      {openDialog === 'test' && <SendTest webhook={webhook} onClose={close} />}
      {openDialog === 'recover' && (
        <RecoverDialog onClose={close}>
          <Recover webhook={webhook} />
        </RecoverDialog>
      )}
    </>
  )
}
