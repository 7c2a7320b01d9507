import Box from '@cloudscape-design/components/box'

import { useNow } from './clock.ts'
import { formatClock, formatDateTime, formatRelative, formatShortRelative } from './format.ts'

/** A time in the past, such as `3 min. ago`; the tooltip shows it in full. */
export function Timestamp({ at }: { at: string }) {
  const now = useNowAfter(at)
  return (
    <time className="timestamp" dateTime={at} title={formatDateTime(at)}>
      {formatShortRelative(at, now)}
    </time>
  )
}

/** The time of day, with the date if it is not today, and how long ago that was. */
export function ClockTime({ at }: { at: string }) {
  const now = useNowAfter(at)
  return (
    <time className="timestamp" dateTime={at} title={formatDateTime(at)}>
      {formatClock(at, now)}
      <Box variant="small" display="block">
        {formatShortRelative(at, now)}
      </Box>
    </time>
  )
}

/** The full time in the past, and how long ago it was. */
export function FullTimestamp({ at }: { at: string }) {
  const now = useNowAfter(at)
  return (
    <time dateTime={at}>
      {formatDateTime(at)} ({formatRelative(at, now)})
    </time>
  )
}

/** The clock ticks once a second, so a recent time can be ahead of it. */
function useNowAfter(at: string): number {
  return Math.max(useNow(), Date.parse(at))
}
