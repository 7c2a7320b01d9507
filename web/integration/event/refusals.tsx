import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'

import type { IntegrationEventView } from '../../api/integration-views.ts'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { useText } from '../../text/use-text.ts'

/** Who else asked for the event or sent a result, if there was such a request. */
export function Refusals({ event: { refusals = [] } }: { event: IntegrationEventView }) {
  const { integrationEventPage: text } = useText()
  const columns = text.refusalColumns
  if (refusals.length === 0) return null
  return (
    <Container
      header={
        <Header variant="h2" description={text.refusalsExplained}>
          {text.refusals(refusals.length)}
        </Header>
      }
    >
      <Table
        variant="embedded"
        wrapLines
        ariaLabels={{ tableLabel: text.refusalsExplained }}
        items={refusals}
        columnDefinitions={[
          {
            id: 'at',
            header: columns.at,
            isRowHeader: true,
            cell: ({ at }) => <FullTimestamp at={at} />,
          },
          { id: 'status', header: columns.status, cell: ({ status }) => `HTTP ${status}` },
          {
            id: 'reason',
            header: columns.reason,
            cell: ({ reason }) => <span className="unspaced">{reason}</span>,
          },
          {
            id: 'address',
            header: columns.address,
            cell: ({ address = '–' }) => <span className="verbatim">{address}</span>,
          },
        ]}
      />
    </Container>
  )
}
