import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { statusOf } from '../../api/api-error.ts'
import { inWords } from '../../shared/error-alert.tsx'
import { useText } from '../../text/use-text.ts'

type Props = { problem: unknown; rebase: (() => void) | undefined }

/** Why nothing was saved, beside what stands at the fields; and the way on when somebody else was quicker. */
export function Refusal({ problem, rebase }: Props) {
  const text = useText()
  const { webhookForm } = text
  if (problem === undefined) return webhookForm.needsAttention
  if (statusOf(problem) !== 412 || rebase === undefined) return inWords(problem, text)
  return (
    <SpaceBetween size="xs">
      {webhookForm.stale}
      <Button formAction="none" onClick={rebase}>
        {webhookForm.rebase}
      </Button>
    </SpaceBetween>
  )
}
