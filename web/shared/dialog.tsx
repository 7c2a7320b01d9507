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
  children: ReactNode
}

export function Dialog({ title, onClose, buttons, size = 'medium', children }: Props) {
  const { common } = useText()
  return (
    <Modal
      visible
      size={size}
      header={title}
      closeAriaLabel={common.close}
      onDismiss={onClose}
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
