import Input from '@cloudscape-design/components/input'
import { useEffect, useRef } from 'react'

import type { Typing } from './inline-edit-state.ts'

type Props = {
  label: string
  /** What stands there while nothing is typed. */
  was: string
  value: string | undefined
  onChange: (value: string) => void
  typing: Typing
}

/** The field in a cell that is being edited. It says what is typed, and whether one clicked elsewhere. */
export function InPlaceInput({ label, was, value = was, onChange, typing }: Props) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    typing.is(value !== was)
  }, [typing, value, was])
  useEffect(() => {
    const see = ({ target }: Event) => {
      const editor = place.current?.closest('[role=dialog]')
      typing.isLeft(!(target instanceof Node && editor?.contains(target) === true))
    }
    const seen = ['click', 'keydown'] as const
    for (const kind of seen) window.addEventListener(kind, see, { capture: true })
    return () => {
      for (const kind of seen) window.removeEventListener(kind, see, { capture: true })
      typing.is(false)
    }
  }, [typing])
  return (
    <div ref={place}>
      <Input autoFocus ariaLabel={label} value={value} onChange={(e) => onChange(e.detail.value)} />
    </div>
  )
}
