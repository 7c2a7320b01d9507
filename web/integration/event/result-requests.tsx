import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { IntegrationEventView, ResultRequestView } from '../../api/integration-views.ts'
import { Message } from '../../shared/exchange.tsx'
import { KeyValues } from '../../shared/key-values.tsx'
import { StatusLabel } from '../../shared/status-label.tsx'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { useText } from '../../text/use-text.ts'

/** The requests with which the vendor sent its result, after a 202. */
export function ResultRequests({
  event: { resultRequests = [] },
}: {
  event: IntegrationEventView
}) {
  const { integrationEventPage: text } = useText()
  if (resultRequests.length === 0) return null
  return (
    <Container header={<Header variant="h2">{text.resultRequests}</Header>}>
      <SpaceBetween size="l">
        {resultRequests.map((one, index) => (
          <Received key={index} received={one} />
        ))}
      </SpaceBetween>
    </Container>
  )
}

function Received({ received }: { received: ResultRequestView }) {
  const { integrationEventPage: text, attempt } = useText()
  const { at, address, status, reason, request } = received
  const { taken, refused, ...names } = text.resultRequest
  const items = [
    {
      label: text.outcome,
      value: (
        <StatusLabel type={status === 200 ? 'success' : 'error'}>
          {`${status === 200 ? taken : refused}: HTTP ${status}`}
        </StatusLabel>
      ),
    },
    { label: text.at, value: <FullTimestamp at={at} /> },
    address !== undefined && { label: attempt.remoteAddress, value: address },
    reason !== undefined && {
      label: text.refusalColumns.reason,
      value: <span className="unspaced">{reason}</span>,
    },
  ]
  return (
    <SpaceBetween size="m">
      <KeyValues columns={3} items={items} />
      <Message names={names} {...request} />
    </SpaceBetween>
  )
}
