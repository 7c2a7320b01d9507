import Button from '@cloudscape-design/components/button'
import { useBeforeUnload, useBlocker } from 'react-router'

import { useText } from '../text/use-text.ts'
import { Dialog } from './dialog.tsx'
import type { KeptDraft } from './kept-draft.ts'

/** Asks before something that was typed is lost, wherever one wants to go. */
export function Unsaved({ isDirty, drop }: Pick<KeptDraft<unknown>, 'isDirty' | 'drop'>) {
  const { common } = useText()
  const blocker = useBlocker(isDirty)
  useBeforeUnload((event) => {
    if (isDirty()) event.preventDefault()
  })
  if (blocker.state !== 'blocked') return null
  const leave = () => {
    drop()
    blocker.proceed()
  }
  return (
    <Dialog
      title={common.loseChanges}
      onClose={blocker.reset}
      buttons={
        <>
          <Button variant="link" onClick={blocker.reset}>
            {common.stay}
          </Button>
          <Button variant="primary" onClick={leave}>
            {common.leave}
          </Button>
        </>
      }
    >
      {common.loseChangesExplained}
    </Dialog>
  )
}
