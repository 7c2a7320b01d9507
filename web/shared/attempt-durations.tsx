import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'

import type { DurationsView } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { inMs } from './format.ts'

/** Where the time of a call went; what a kept connection spared is not there. */
export function AttemptDurations({ durations }: { durations: DurationsView }) {
  const { attempt: text } = useText()
  const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = durations
  const parts: [string, number | undefined][] = [
    [text.dns, dnsMs],
    [text.connect, connectMs],
    [text.tls, tlsMs],
    [text.firstByte, firstByteMs],
    [text.total, totalMs],
  ]
  return (
    <KeyValuePairs
      columns={4}
      items={parts.flatMap(([label, ms]) => (ms === undefined ? [] : [{ label, value: inMs(ms) }]))}
    />
  )
}
