import { useNow } from './clock.ts'
import { formatDateTime, formatRelative, formatShortRelative } from './format.ts'

/** A relative time, such as `3 min. ago`; the tooltip shows it in full. */
export function Timestamp({ at }: { at: string }) {
  const now = useNow()
  return (
    <time className="timestamp" dateTime={at} title={formatDateTime(at)}>
      {formatShortRelative(at, now)}
    </time>
  )
}

/** The full time, and how long ago it was. */
export function FullTimestamp({ at }: { at: string }) {
  const now = useNow()
  return (
    <time dateTime={at}>
      {formatDateTime(at)} ({formatRelative(at, now)})
    </time>
  )
}
