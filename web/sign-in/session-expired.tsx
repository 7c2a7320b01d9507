import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import { useStore } from '../common/store.ts'
import { useText } from '../text/use-text.ts'
import { useSession } from './session-context.ts'

/** A dialog over the screen, which keeps its unsaved changes. */
export function SessionExpired() {
  const session = useSession()
  const state = useStore(session.state)
  if (state === 'ended') return <EndedDialog />
  return state === 'expired' ? <ExpiredDialog /> : null
}

/** The session of a portal link ends for good. */
function EndedDialog() {
  const { signIn } = useText()
  const session = useSession()
  return (
    <Modal visible header={signIn.endedTitle} onDismiss={session.cancelSignIn}>
      {signIn.endedExplained}
    </Modal>
  )
}

function ExpiredDialog() {
  const { signIn } = useText()
  const session = useSession()
  const [isBlocked, setIsBlocked] = useState(false)
  return (
    <Modal
      visible
      header={signIn.expiredTitle}
      onDismiss={session.cancelSignIn}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {isBlocked && <Button onClick={session.signInHere}>{signIn.here}</Button>}
            <Button
              variant="primary"
              onClick={() => {
                setIsBlocked(!session.signInAgain())
              }}
            >
              {signIn.again}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>{signIn.expiredExplained}</Box>
        {isBlocked && <Alert type="warning">{signIn.popupBlocked}</Alert>}
      </SpaceBetween>
    </Modal>
  )
}
