import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { AttemptView, FailedTokenRequestView } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { AttemptOutcome } from './attempt-outcome.tsx'
import { Exchange } from './exchange.tsx'
import { formatMs } from './format.ts'
import { KeyValues } from './key-values.tsx'

/** One attempt: the token request if that failed, outcome, timing, request and response. */
export function Attempt({ attempt }: { attempt: AttemptView }) {
  const { tokenRequest } = attempt
  return (
    <SpaceBetween size="m">
      {tokenRequest && <FailedTokenRequest request={tokenRequest} />}
      <Exchange
        outcome={<AttemptOutcome attempt={attempt} />}
        exchange={attempt}
        wasSent={tokenRequest === undefined}
      />
    </SpaceBetween>
  )
}

function FailedTokenRequest({ request }: { request: FailedTokenRequestView }) {
  const { attempt: text } = useText()
  const { url, status, error, description, durationMs } = request
  const items = [
    { label: text.requestUrl, value: <span className="verbatim">{url}</span> },
    { label: text.outcome, value: status === undefined ? text.noResponse : `HTTP ${status}` },
    { label: text.duration, value: formatMs(durationMs) },
    error !== undefined && { label: text.tokenError, value: error },
    description !== undefined && { label: text.tokenErrorDescription, value: description },
  ]
  return (
    <div>
      <Box variant="h4">{text.tokenRequest}</Box>
      <KeyValues columns={3} items={items} />
    </div>
  )
}
