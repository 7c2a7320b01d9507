import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { useText } from '../text/use-text.ts'
import type { KeptDraft } from './kept-draft.ts'

/** Says that what was typed before is here again, and lets it go. */
export function DraftIsBack({
  isBack,
  startOver,
}: Pick<KeptDraft<unknown>, 'isBack' | 'startOver'>) {
  const { common } = useText()
  if (!isBack) return null
  return (
    <Alert
      type="info"
      action={
        <Button formAction="none" onClick={startOver}>
          {common.startOver}
        </Button>
      }
    >
      {common.draftIsBack}
    </Alert>
  )
}
