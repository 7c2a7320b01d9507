import Button from '@cloudscape-design/components/button'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'

import type { WebhookView } from '../../api/views.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { href, paths } from '../../common/paths.ts'
import { ConfirmButton } from '../../shared/confirm-button.tsx'
import { useText } from '../../text/use-text.ts'
import { useDelete } from '../use-delete.ts'

/** The buttons of managers. */
export function RowTools({ webhook }: { webhook: WebhookView }) {
  const { common, webhooks } = useText()
  const { deleteWebhook, isPending } = useDelete(webhook)
  const name = webhookName(webhook)
  return (
    <div className="webhook-tools">
      <Button
        variant="icon"
        iconName="edit"
        href={href(paths.editWebhook(webhook.id))}
        ariaLabel={webhooks.edit(name)}
      />
      <CopyToClipboard
        variant="icon"
        copyButtonAriaLabel={webhooks.copyId(name)}
        copySuccessText={common.copied}
        copyErrorText={common.notCopied}
        textToCopy={webhook.id}
      />
      <ConfirmButton
        icon="remove"
        label={webhooks.delete(name)}
        question={webhooks.deleteQuestion}
        shortQuestion={webhooks.deleteShort}
        loading={isPending}
        onConfirm={deleteWebhook}
      />
    </div>
  )
}
