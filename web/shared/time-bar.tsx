import './time-bar.css'

import type { DurationsView } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { formatMs } from './format.ts'

const phases = ['dns', 'connect', 'tls', 'waiting', 'reading'] as const

/** The phases of a request as a bar, with their durations below. */
export function TimeBar({ durations }: { durations: DurationsView }) {
  const { attempt: text } = useText()
  const parts = phases
    .map((phase) => ({ phase, ms: phasesOf(durations)[phase], label: text.phases[phase] }))
    .filter(({ ms }) => ms > 0)
  return (
    <figure className="time-bar" aria-label={text.timing}>
      <div className="time-bar-whole" aria-hidden="true">
        {parts.map(({ phase, ms }) => (
          <span key={phase} className={`time-bar-${phase}`} style={{ flexGrow: ms }} />
        ))}
      </div>
      <figcaption>
        {parts.map(({ phase, ms, label }) => (
          <span key={phase} className="time-bar-label">
            <span className={`time-bar-mark time-bar-${phase}`} aria-hidden="true" /> {label}{' '}
            {formatMs(ms)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

/** In the order of the request. The time to the first byte includes the phases before it. */
function phasesOf({ dnsMs = 0, connectMs = 0, tlsMs = 0, firstByteMs, totalMs }: DurationsView) {
  const beforeRequest = dnsMs + connectMs + tlsMs
  const firstByte = firstByteMs ?? totalMs
  return {
    ...{ dns: dnsMs, connect: connectMs, tls: tlsMs },
    waiting: Math.max(0, firstByte - beforeRequest),
    reading: Math.max(0, totalMs - firstByte),
  }
}
