import Input from '@cloudscape-design/components/input'
import { useEffect, useRef } from 'react'

import type { InlineEditState } from './inline-edit-state.ts'

type Props = {
  label: string
  initial: string
  value: string | undefined
  onChange: (value: string) => void
  state: InlineEditState
}

/** The input of a cell that is being edited. Reports changes, and clicks outside the cell. */
export function InlineInput({ label, initial, value = initial, onChange, state }: Props) {
  const container = useRef<HTMLDivElement>(null)
  useEffect(() => {
    state.setDirty(value !== initial)
  }, [state, value, initial])
  useEffect(() => {
    const onEvent = ({ target }: Event) => {
      const editor = container.current?.closest('[role=dialog]')
      state.setClickedOutside(!(target instanceof Node && editor?.contains(target) === true))
    }
    const kinds = ['click', 'keydown'] as const
    for (const kind of kinds) window.addEventListener(kind, onEvent, { capture: true })
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, onEvent, { capture: true })
      state.setDirty(false)
    }
  }, [state])
  return (
    <div ref={container}>
      <Input autoFocus ariaLabel={label} value={value} onChange={(e) => onChange(e.detail.value)} />
    </div>
  )
}
