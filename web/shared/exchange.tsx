import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

import type { AttemptView } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { CodeBlock } from './code-block.tsx'
import { formatMs } from './format.ts'
import { HeadersTable } from './headers-table.tsx'
import { KeyValues } from './key-values.tsx'
import { TimeBar } from './time-bar.tsx'
import { FullTimestamp } from './timestamp.tsx'

/** A request and its response, as they were recorded. */
type RecordedExchange = Pick<
  AttemptView,
  'startedAt' | 'durationMs' | 'requestedBy' | 'durations' | 'address' | 'request' | 'response'
>

type Props = {
  outcome: ReactNode
  exchange: RecordedExchange
  /** Whether there was a request, which may no longer be stored. */
  wasSent?: boolean
}

/** The outcome, timing, request and response of an attempt, or of a call to a vendor. */
export function Exchange({ outcome, exchange, wasSent = true }: Props) {
  const { attempt: text } = useText()
  const { durations, request, response } = exchange
  return (
    <SpaceBetween size="m">
      <Facts outcome={outcome} exchange={exchange} />
      {durations && (
        <div>
          <Box variant="awsui-key-label">{text.timing}</Box>
          <TimeBar durations={durations} />
        </div>
      )}
      {request === undefined ? (
        <Box color="text-body-secondary">{wasSent ? text.notStored : text.notSent}</Box>
      ) : (
        <ExpandableSection headerText={text.requestHeaders}>
          <HeadersTable headers={request.headers} />
        </ExpandableSection>
      )}
      {request !== undefined && <Response response={response} />}
    </SpaceBetween>
  )
}

function Facts({ outcome, exchange }: Props) {
  const { attempt: text } = useText()
  const { startedAt, durationMs, requestedBy, address, request } = exchange
  const items = [
    { label: text.outcome, value: outcome },
    { label: text.startedAt, value: <FullTimestamp at={startedAt} /> },
    { label: text.duration, value: formatMs(durationMs) },
    requestedBy !== undefined && { label: text.requestedBy, value: requestedBy },
    address !== undefined && { label: text.remoteAddress, value: address },
    request?.payload !== undefined && {
      label: text.requestBody,
      value: text.payloads[request.payload],
    },
    request !== undefined && {
      label: text.requestUrl,
      value: <span className="verbatim">{request.url}</span>,
    },
  ]
  return <KeyValues columns={3} items={items} />
}

function Response({ response }: { response: AttemptView['response'] | undefined }) {
  const { attempt: text } = useText()
  if (response === undefined) return <Box color="text-body-secondary">{text.noResponse}</Box>

  return (
    <Message names={{ headers: text.responseHeaders, body: text.responseBody }} {...response} />
  )
}

type MessageProps = NonNullable<AttemptView['response']> & {
  names: { headers: string; body: string }
}

/** The headers and the body of a request or a response. */
export function Message({ names, headers, body }: MessageProps) {
  const { attempt: text } = useText()
  return (
    <>
      <ExpandableSection headerText={names.headers}>
        <HeadersTable headers={headers} />
      </ExpandableSection>
      <Box variant="awsui-key-label">{names.body}</Box>
      {body.text === '' ? (
        <Box color="text-body-secondary">{text.emptyBody}</Box>
      ) : (
        <CodeBlock name={names.body} text={body.text} />
      )}
      {body.cut !== undefined && <Box variant="small">{text.cut[body.cut] ?? body.cut}</Box>}
    </>
  )
}
