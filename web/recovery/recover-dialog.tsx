import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import type { ReactNode } from 'react'

import { Dialog } from '../shared/dialog.tsx'
import { useText } from '../text/use-text.ts'

type Props = { onClose: () => void; children: ReactNode }

/** A dialog for recovery on other screens. */
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
