import './time-bar.css'

import type { DurationsView } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { inMs } from './format.ts'

const colours = ['dns', 'connect', 'tls', 'waiting', 'reading'] as const

/** Where the time of a call went, as a bar: each part as wide as it was long, the numbers below. */
export function TimeBar({ durations }: { durations: DurationsView }) {
  const { attempt, deliveryPage } = useText()
  const labels = {
    ...{ dns: attempt.dns, connect: attempt.connect, tls: attempt.tls },
    ...{ waiting: deliveryPage.waiting, reading: deliveryPage.reading },
  }
  const parts = colours
    .map((part) => ({ part, ms: msOf(durations)[part], label: labels[part] }))
    .filter(({ ms }) => ms > 0)
  return (
    <figure className="time-bar" aria-label={deliveryPage.timeBar}>
      <div className="time-bar-whole" aria-hidden="true">
        {parts.map(({ part, ms }) => (
          <span key={part} className={`time-bar-${part}`} style={{ flexGrow: ms }} />
        ))}
      </div>
      <figcaption>
        {parts.map(({ part, ms, label }) => (
          <span key={part} className="time-bar-label">
            <span className={`time-bar-mark time-bar-${part}`} aria-hidden="true" /> {label}{' '}
            {inMs(ms)}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

/** What one waited for first comes first; the first byte is measured from the beginning. */
function msOf({ dnsMs = 0, connectMs = 0, tlsMs = 0, firstByteMs, totalMs }: DurationsView) {
  const before = dnsMs + connectMs + tlsMs
  const answered = firstByteMs ?? totalMs
  return {
    ...{ dns: dnsMs, connect: connectMs, tls: tlsMs },
    waiting: Math.max(0, answered - before),
    reading: Math.max(0, totalMs - answered),
  }
}
