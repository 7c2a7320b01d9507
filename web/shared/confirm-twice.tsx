import { type MouseEvent, type ReactNode, useRef, useState } from 'react'

import { isOwnClick } from './double-click.ts'

type Props = {
  /** What is asked after the first click, for those who do not see it. */
  question: string
  onConfirm: () => void
  /** The button: how it looks while it asks, and what a click on it does. */
  children: (asks: boolean, click: () => void) => ReactNode
  className?: string
}

/**
 * A button that does nothing at once: the first click makes it ask, the second one confirms. Whoever
 * goes elsewhere, or presses Escape, did not mean it; nor did who clicked twice at once.
 */
export function TwoSteps({ question, onConfirm, children, className = '' }: Props) {
  const [asks, setAsks] = useState(false)
  const last = useRef(-Infinity)
  const cancel = () => {
    last.current = -Infinity
    setAsks(false)
  }
  const ignoreDouble = (event: MouseEvent) => {
    const { detail, timeStamp } = event
    if (!isOwnClick(detail, timeStamp - last.current)) event.stopPropagation()
    last.current = timeStamp
  }
  const click = () => {
    if (asks) onConfirm()
    setAsks(!asks)
  }
  return (
    <span
      className={asks ? className : ''}
      onClickCapture={ignoreDouble}
      onBlur={cancel}
      onKeyDown={({ key }) => {
        if (key === 'Escape') cancel()
      }}
    >
      {children(asks, click)}
      <span className="heard-only" role="status">
        {asks ? question : ''}
      </span>
    </span>
  )
}
