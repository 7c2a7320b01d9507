import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { useText } from '../text/use-text.ts'
import type { DraftState } from './use-draft.ts'

type Props = Pick<DraftState<unknown>, 'isRestored' | 'reset'> & {
  /** Replaces the default message. */
  message?: string
}

/** Says that a draft was restored, and offers to discard it. */
export function RestoredDraft({ isRestored, reset, message }: Props) {
  const { common } = useText()
  if (!isRestored) return null
  return (
    <Alert
      type="info"
      action={
        <Button formAction="none" onClick={reset}>
          {common.startOver}
        </Button>
      }
    >
      {message ?? common.draftRestored}
    </Alert>
  )
}
