import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Table from '@cloudscape-design/components/table'

import type { IntegrationEventView } from '../../api/integration-views.ts'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { useText } from '../../text/use-text.ts'

/** When the vendor read the event, in which format, and from where. */
export function Reads({ event: { reads, readCount } }: { event: IntegrationEventView }) {
  const { integrationEventPage: text } = useText()
  const columns = text.readColumns
  const isCut = readCount > reads.length
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={isCut ? text.readsNewest(reads.length, readCount) : text.readsExplained}
        >
          {text.reads(readCount)}
        </Header>
      }
    >
      {reads.length === 0 ? (
        <Box color="text-body-secondary">{text.noReads}</Box>
      ) : (
        <Table
          variant="embedded"
          wrapLines
          ariaLabels={{ tableLabel: text.readsExplained }}
          items={reads.toSorted((one, other) => (one.at < other.at ? 1 : -1))}
          columnDefinitions={[
            {
              id: 'at',
              header: columns.at,
              isRowHeader: true,
              cell: ({ at }) => <FullTimestamp at={at} />,
            },
            { id: 'format', header: columns.format, cell: ({ format }) => text.formats[format] },
            {
              id: 'address',
              header: columns.address,
              cell: ({ address = '–' }) => <span className="verbatim">{address}</span>,
            },
          ]}
        />
      )}
    </Container>
  )
}
