import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { IntegrationEventView, VendorCallView } from '../../api/integration-views.ts'
import { Exchange } from '../../shared/exchange.tsx'
import { explainReason } from '../../shared/reason.ts'
import { useText } from '../../text/use-text.ts'
import { CallOutcome } from './call-outcome.tsx'

/** The request of the router to the vendor, as attempts of webhooks are shown. */
export function VendorCall({ event: { call, stage } }: { event: IntegrationEventView }) {
  const { integrationEventPage: text } = useText()
  const title = call?.isRedirect === true ? text.visit : text.call
  const none = stage === 'ended' ? text.noCall : text.stages[stage]
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      {call === undefined ? <Box color="text-body-secondary">{none}</Box> : <Call call={call} />}
    </Container>
  )
}

function Call({ call }: { call: VendorCallView }) {
  const { reasons } = useText()
  const { reason, exchange, startedAt, durationMs } = call
  return (
    <SpaceBetween size="m">
      {reason !== undefined && <Box>{explainReason(reason, reasons)}</Box>}
      <Exchange
        outcome={<CallOutcome call={call} />}
        exchange={{ startedAt, durationMs, ...exchange }}
      />
    </SpaceBetween>
  )
}
