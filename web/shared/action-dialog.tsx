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
  /** Whether a click outside and Escape do not close it. */
  isPersistent?: boolean
  onClose: () => void
  children: ReactNode
}

/** A dialog with one action, and a button that cancels it. */
export function ActionDialog({ title, action, onAction, onClose, children, ...rest }: Props) {
  const { isPending, isPersistent = false } = rest
  const { common } = useText()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      isPersistent={isPersistent}
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
