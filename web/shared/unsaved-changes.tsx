import Button from '@cloudscape-design/components/button'
import { useBeforeUnload, useBlocker } from 'react-router'

import { useText } from '../text/use-text.ts'
import { Dialog } from './dialog.tsx'

type Props = {
  isDirty: () => boolean
  /** Discards the changes. */
  markClean: () => void
  /** What is lost; default: unsaved changes. */
  texts?: { title: string; explained: string }
}

/** Asks before unsaved changes are lost. */
export function UnsavedChanges({ isDirty, markClean, texts }: Props) {
  const { common } = useText()
  const { title, explained } = texts ?? {
    title: common.loseChanges,
    explained: common.loseChangesExplained,
  }
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
      title={title}
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
      {explained}
    </Dialog>
  )
}
