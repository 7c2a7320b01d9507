import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import type { ReactNode } from 'react'

import { Dialog } from '../shared/dialog.tsx'
import { useText } from '../text/use-text.ts'

type Props = { onClose: () => void; children: ReactNode }

/** Around a recovery that is begun from a screen about something else. */
export function RecoverDialog({ onClose, children }: Props) {
  const { common, recover: text } = useText()
  return (
    <Dialog
      title={text.title}
      onClose={onClose}
      buttons={
        <Button variant="link" onClick={onClose}>
          {common.close}
        </Button>
      }
    >
      <Box color="text-body-secondary">{text.explained}</Box>
      {children}
    </Dialog>
  )
}
