import Button from '@cloudscape-design/components/button'
import type { IconProps } from '@cloudscape-design/components/icon'
import { useState } from 'react'

type Props = {
  icon: IconProps.Name
  /** What the first click says, for those who do not see the icon. */
  label: string
  /** What the button asks then. */
  question: string
  onConfirm: () => void
  loading?: boolean
}

/**
 * A button that does nothing at once: the first click makes it ask, in red, the second one confirms.
 * Whoever goes elsewhere, or presses Escape, did not mean it.
 */
export function TwoStepButton({ icon, label, question, onConfirm, loading = false }: Props) {
  const [asks, setAsks] = useState(false)
  const cancel = () => setAsks(false)
  const click = () => {
    if (asks) onConfirm()
    setAsks(!asks)
  }
  return (
    <span
      className={asks ? 'asks' : ''}
      onBlur={cancel}
      onKeyDown={(event) => {
        if (event.key === 'Escape') cancel()
      }}
    >
      <Button
        variant="icon"
        iconName={icon}
        ariaLabel={asks ? question : label}
        loading={loading}
        onClick={click}
      />
      <span className="heard-only" role="status">
        {asks ? question : ''}
      </span>
    </span>
  )
}
