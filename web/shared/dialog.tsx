import Box from '@cloudscape-design/components/box'
import Modal, { type ModalProps } from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

import { useText } from '../text/use-text.ts'

type Props = {
  title: string
  onClose: () => void
  /** The buttons, the primary one last. */
  buttons: ReactNode
  size?: ModalProps.Size
  /** Whether a click outside and Escape do not close it. */
  isPersistent?: boolean
  children: ReactNode
}

export function Dialog({ title, onClose, buttons, children, ...options }: Props) {
  const { size = 'medium', isPersistent = false } = options
  const { common } = useText()
  return (
    <Modal
      visible
      size={size}
      header={title}
      closeAriaLabel={common.close}
      onDismiss={({ detail }) => {
        if (!isPersistent || detail.reason === 'closeButton') onClose()
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {buttons}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">{children}</SpaceBetween>
    </Modal>
  )
}
