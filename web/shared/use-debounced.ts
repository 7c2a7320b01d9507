import { useEffect, useEffectEvent, useState } from 'react'

/** So long nothing is typed before it counts. */
const pauseMs = 400

/**
 * What is typed into a field, told without the spaces around it when the typing pauses. A value that
 * came from elsewhere, such as cleared filters, replaces it.
 */
export function useTyped(value: string, tell: (typed: string) => void) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    if (text.trim() !== value) setText(value)
  }
  const told = useEffectEvent(tell)
  useEffect(() => {
    if (text.trim() === value) return undefined
    const timer = setTimeout(() => told(text.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [text, value])
  return [text, setText] as const
}
