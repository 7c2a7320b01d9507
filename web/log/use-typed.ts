import { useEffect, useEffectEvent, useState } from 'react'

/** So long nothing is typed before it counts. */
const pauseMs = 400

/** What is typed into a field, and told when the typing pauses; anew when the value changes elsewhere. */
export function useTyped(value: string, tell: (typed: string) => void) {
  const [typed, setTyped] = useState({ text: value, of: value })
  const text = typed.of === value ? typed.text : value
  const told = useEffectEvent(tell)
  useEffect(() => {
    if (text.trim() === value) return undefined
    const timer = setTimeout(() => told(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text, value])
  return [text, (now: string) => setTyped({ text: now, of: value })] as const
}
