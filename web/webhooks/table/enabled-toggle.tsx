import Button from '@cloudscape-design/components/button'
import Spinner from '@cloudscape-design/components/spinner'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'

import type { WebhookView } from '../../api/views.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { Dialog } from '../../shared/dialog.tsx'
import { useSetEnabled } from '../../shared/use-set-enabled.ts'
import { useText } from '../../text/use-text.ts'

/**
 * Enables and disables a webhook. Enabling waits until the receiver has responded to a probe;
 * disabling asks first.
 */
export function EnabledToggle({ webhook }: { webhook: WebhookView }) {
  const { webhooks } = useText()
  const [isAsking, setIsAsking] = useState(false)
  const { setEnabled, isPending } = useSetEnabled(webhook)
  return (
    <>
      <Toggle
        checked={webhook.enabled}
        disabled={isPending}
        ariaLabel={webhooks.enabledOf(webhookName(webhook))}
        onChange={({ detail }) => (detail.checked ? setEnabled(true) : setIsAsking(true))}
      />
      {isPending && <Spinner />}
      {isAsking && (
        <AskToDisable
          name={webhookName(webhook)}
          onClose={() => setIsAsking(false)}
          onConfirm={() => setEnabled(false)}
        />
      )}
    </>
  )
}

type AskProps = { name: string; onClose: () => void; onConfirm: () => void }

function AskToDisable({ name, onClose, onConfirm }: AskProps) {
  const { common, webhookDetail: text } = useText()
  const confirm = () => {
    onClose()
    onConfirm()
  }
  return (
    <Dialog
      title={text.disableTitle}
      onClose={onClose}
      buttons={
        <>
          <Button variant="link" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button variant="primary" onClick={confirm}>
            {text.disable}
          </Button>
        </>
      }
    >
      {text.disableExplained(name)}
    </Dialog>
  )
}
