import Button from '@cloudscape-design/components/button'
import type { ReactNode } from 'react'

import { useText } from '../text/use-text.ts'
import { Dialog } from './dialog.tsx'

type Props = {
  title: string
  /** The label of the primary button. */
  action: string
  onAction: () => void
  isPending: boolean
  onClose: () => void
  children: ReactNode
}

/** A dialog with one action, and a button that cancels it. */
export function ActionDialog({ title, action, onAction, isPending, onClose, children }: Props) {
  const { common } = useText()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      buttons={
        <>
          <Button variant="link" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button variant="primary" loading={isPending} onClick={onAction}>
            {action}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
