import { type MouseEvent, type ReactNode, useRef, useState } from 'react'

import { isSeparateClick } from './double-click.ts'

type Props = {
  /** Read to screen readers after the first click. */
  question: string
  onConfirm: () => void
  /** Draws the button. */
  children: (isConfirming: boolean, click: () => void) => ReactNode
  className?: string
}

/**
 * A button that needs a second click to confirm. Blur and Escape cancel; a double-click counts as
 * one click.
 */
export function ConfirmTwice({ question, onConfirm, children, className = '' }: Props) {
  const [isConfirming, setIsConfirming] = useState(false)
  const lastClickAt = useRef(-Infinity)
  const cancel = () => {
    lastClickAt.current = -Infinity
    setIsConfirming(false)
  }
  const ignoreDoubleClick = (event: MouseEvent) => {
    const { detail, timeStamp } = event
    if (!isSeparateClick(detail, timeStamp - lastClickAt.current)) event.stopPropagation()
    lastClickAt.current = timeStamp
  }
  const click = () => {
    if (isConfirming) onConfirm()
    setIsConfirming(!isConfirming)
  }
  return (
    <span
      className={isConfirming ? className : ''}
      onClickCapture={ignoreDoubleClick}
      onBlur={cancel}
      onKeyDown={({ key }) => {
        if (key === 'Escape') cancel()
      }}
    >
      {children(isConfirming, click)}
      <span className="screen-reader-only" role="status">
        {isConfirming ? question : ''}
      </span>
    </span>
  )
}
