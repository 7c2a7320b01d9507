import { type Text, useText } from '../text/use-text.ts'
import { useNow } from './clock.ts'
import { inFull } from './format.ts'

/** How long it is until then, to the second: `3:20`, `1 h 5 min`. */
export function Countdown({ to }: { to: string }) {
  const { countdown } = useText()
  const seconds = Math.ceil((Date.parse(to) - useNow()) / 1000)
  return (
    <time dateTime={to} title={inFull(to)}>
      {inWords(seconds, countdown)}
    </time>
  )
}

/** So long after it was due, something holds it back: the receiver fails, or has its hands full. */
const lateSeconds = 15

function inWords(seconds: number, text: Text['countdown']): string {
  if (seconds > 0) return text.left(left(seconds))
  return seconds > -lateSeconds ? text.over : text.late
}

function left(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`
}
