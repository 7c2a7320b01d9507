import Button from '@cloudscape-design/components/button'
import { useBeforeUnload, useBlocker } from 'react-router'

import { useText } from '../text/use-text.ts'
import { Dialog } from './dialog.tsx'

type Props = {
  isDirty: () => boolean
  /** Discards the changes. */
  markClean: () => void
}

/** Asks before unsaved changes are lost. */
export function UnsavedChanges({ isDirty, markClean }: Props) {
  const { common } = useText()
  const blocker = useBlocker(isDirty)
  useBeforeUnload((event) => {
    if (isDirty()) event.preventDefault()
  })
  if (blocker.state !== 'blocked') return null
  const leave = () => {
    markClean()
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
