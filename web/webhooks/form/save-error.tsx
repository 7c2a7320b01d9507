import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { statusOf } from '../../api/api-error.ts'
import { toMessage } from '../../shared/error-alert.tsx'
import { useText } from '../../text/use-text.ts'

type Props = { error: unknown; rebase: (() => void) | undefined }

/** Why the form was not saved. After a change by someone else, offers to rebase the draft. */
export function SaveError({ error, rebase }: Props) {
  const text = useText()
  const { webhookForm } = text
  if (error === undefined) return webhookForm.needsAttention
  if (statusOf(error) !== 412 || rebase === undefined) return toMessage(error, text)
  return (
    <SpaceBetween size="xs">
      {webhookForm.stale}
      <Button formAction="none" onClick={rebase}>
        {webhookForm.rebase}
      </Button>
    </SpaceBetween>
  )
}
