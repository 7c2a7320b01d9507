import Button from '@cloudscape-design/components/button'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'

import type { WebhookView } from '../../api/views.ts'
import { href, places } from '../../common/paths.ts'
import { TwoStepButton } from '../../shared/confirm-button.tsx'
import { useText } from '../../text/use-text.ts'
import { useRemove } from '../use-delete.ts'

/** What a manager does to a row. */
export function RowTools({ webhook }: { webhook: WebhookView }) {
  const { common, webhooks } = useText()
  const { remove, isPending } = useRemove(webhook)
  return (
    <div className="webhook-tools">
      <Button
        variant="icon"
        iconName="edit"
        href={href(places.editWebhook(webhook.id))}
        ariaLabel={webhooks.edit(webhook.url)}
      />
      <CopyToClipboard
        variant="icon"
        copyButtonAriaLabel={webhooks.copyId(webhook.url)}
        copySuccessText={common.copied}
        copyErrorText={common.notCopied}
        textToCopy={webhook.id}
      />
      <TwoStepButton
        icon="remove"
        label={webhooks.remove(webhook.url)}
        question={webhooks.removeQuestion}
        short={webhooks.removeShort}
        loading={isPending}
        onConfirm={remove}
      />
    </div>
  )
}
