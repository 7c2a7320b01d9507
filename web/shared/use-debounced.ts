import { useEffect, useEffectEvent, useState } from 'react'

/** Typing has paused after this time. */
const debounceMs = 400

/**
 * The text of an input, and `onChange` once typing pauses, without surrounding spaces. A value from
 * elsewhere, such as cleared filters, replaces the text.
 */
export function useDebounced(value: string, onChange: (typed: string) => void) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    if (text.trim() !== value) setText(value)
  }
  const changed = useEffectEvent(onChange)
  useEffect(() => {
    if (text.trim() === value) return undefined
    const timer = setTimeout(() => changed(text.trim()), debounceMs)
    return () => clearTimeout(timer)
  }, [text, value])
  return [text, setText] as const
}
