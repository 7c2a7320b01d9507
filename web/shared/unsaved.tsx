import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useBeforeUnload, useBlocker } from 'react-router'

import { useText } from '../text/use-text.ts'

/** Asks before something that was typed is lost, wherever one wants to go. */
export function Unsaved({ isDirty }: { isDirty: () => boolean }) {
  const { common } = useText()
  const blocker = useBlocker(isDirty)
  useBeforeUnload((event) => {
    if (isDirty()) event.preventDefault()
  })
  if (blocker.state !== 'blocked') return null
  return (
    <Modal
      visible
      header={common.loseChanges}
      onDismiss={blocker.reset}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={blocker.reset}>
              {common.stay}
            </Button>
            <Button variant="primary" onClick={blocker.proceed}>
              {common.leave}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {common.loseChangesExplained}
    </Modal>
  )
}
