import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { useText } from '../text/use-text.ts'
import type { KeptDraft } from './use-draft.ts'

type Props = Pick<KeptDraft<unknown>, 'isBack' | 'startOver'> & {
  /** What is said of it; that it was not saved, when nothing else is. */
  told?: string
}

/** Says that what was typed before is here again, and lets it go. */
export function DraftIsBack({ isBack, startOver, told }: Props) {
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
      {told ?? common.draftIsBack}
    </Alert>
  )
}
