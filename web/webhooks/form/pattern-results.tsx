import Box from '@cloudscape-design/components/box'

import type { useTryFilter } from '../../api/tests.ts'
import type { FilterTestResult } from '../../api/views.ts'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { StatusLabel } from '../../shared/status-label.tsx'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { useText } from '../../text/use-text.ts'

/** What a filter says of the sample and of recent events, one a line. */
export function PatternResults({ trial }: { trial: ReturnType<typeof useTryFilter> }) {
  return (
    <div role="status">
      {trial.isError && <ErrorAlert error={trial.error} />}
      {trial.data?.map((result, position) => (
        <Result key={position} result={result} />
      ))}
    </div>
  )
}

function Result({ result }: { result: FilterTestResult }) {
  const { webhookForm: text } = useText()
  const { source, event = '', timestamp = 0, matches, reason = '' } = result
  return (
    <Box>
      <StatusLabel type={matches ? 'success' : 'stopped'}>
        {matches ? text.filterMatches : text.filterMismatch(reason)}
      </StatusLabel>{' '}
      <Box variant="small">
        {event}
        {', '}
        {source === 'sample' ? (
          text.sampleEvent
        ) : (
          <FullTimestamp at={new Date(timestamp).toISOString()} />
        )}
      </Box>
    </Box>
  )
}
