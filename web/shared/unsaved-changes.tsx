import Button from '@cloudscape-design/components/button'
import { useBeforeUnload, useBlocker } from 'react-router'

import { useText } from '../text/use-text.ts'
import { Dialog } from './dialog.tsx'

type Props = {
  isDirty: () => boolean
  /** What is there is not wanted. */
  settle: () => void
}

/** Asks before something that was typed is lost, wherever one wants to go. */
export function Unsaved({ isDirty, settle }: Props) {
  const { common } = useText()
  const blocker = useBlocker(isDirty)
  useBeforeUnload((event) => {
    if (isDirty()) event.preventDefault()
  })
  if (blocker.state !== 'blocked') return null
  const leave = () => {
    settle()
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
