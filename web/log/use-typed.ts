import { useEffect, useEffectEvent, useState } from 'react'

/** So long nothing is typed before it counts. */
const pauseMs = 400

/** What is typed into a field, and told when the typing pauses; replaced when the value changes elsewhere. */
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
    const timer = setTimeout(() => told(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text, value])
  return [text, setText] as const
}
