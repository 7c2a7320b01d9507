import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'

import type { EventResultView, IntegrationEventView } from '../../api/integration-views.ts'
import { KeyValues } from '../../shared/key-values.tsx'
import { StatusLabel } from '../../shared/status-label.tsx'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { type Text, useText } from '../../text/use-text.ts'

/** How the event ended, and who said so. */
export function Result({ event: { result } }: { event: IntegrationEventView }) {
  const { integrationEventPage: text } = useText()
  return (
    <Container header={<Header variant="h2">{text.result}</Header>}>
      {result === undefined ? (
        <Box color="text-body-secondary">{text.noResult}</Box>
      ) : (
        <KeyValues columns={3} items={resultItems(result, text)} />
      )}
    </Container>
  )
}

function resultItems(result: EventResultView, text: Text['integrationEventPage']) {
  const { success, by, at } = result
  const others: [string, string | undefined][] = [
    [text.account, result.accountIdentifier],
    [text.userIdentifier, result.userIdentifier],
    [text.addonId, result.id],
    [text.errorCode, result.errorCode],
    [text.message, result.message],
    [text.resolvedBy, result.resolvedBy],
    [text.note, result.note],
  ]
  return [
    {
      label: text.outcome,
      value: (
        <StatusLabel type={success ? 'success' : 'error'}>
          {text.success[success ? 'true' : 'false']}
        </StatusLabel>
      ),
    },
    { label: text.from, value: text.resultBy[by] },
    { label: text.at, value: <FullTimestamp at={at} /> },
    ...others.flatMap(([label, value]) =>
      value === undefined ? [] : [{ label, value: <span className="unspaced">{value}</span> }],
    ),
  ]
}
