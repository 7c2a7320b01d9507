import type { TableProps } from '@cloudscape-design/components/table'

import type { IntegrationEventRow } from '../../api/integration-event-log.ts'
import { Timestamp } from '../../shared/timestamp.tsx'
import type { Text } from '../../text/use-text.ts'
import { ProductLink } from '../../shared/product-link.tsx'
import { ErrorCell, EventLink, Marketplace, StatusCell } from './cells.tsx'
import { userOf } from './user-of.ts'

type Column = TableProps.ColumnDefinition<IntegrationEventRow> & { id: string; header: string }

/** All columns; the user chooses which are shown. */
export function columnsOf({ integrationEvents: { columns } }: Text): Column[] {
  return [
    {
      id: 'status',
      header: columns.status,
      minWidth: 115,
      cell: (event) => <StatusCell event={event} />,
    },
    {
      id: 'created',
      header: columns.created,
      minWidth: 100,
      cell: ({ createdAt }) => <Timestamp at={createdAt} />,
    },
    { id: 'marketplace', header: columns.marketplace, minWidth: 115, cell: () => <Marketplace /> },
    {
      id: 'product',
      header: columns.product,
      minWidth: 110,
      cell: ({ product }) => <ProductLink id={product} />,
    },
    {
      id: 'event',
      header: columns.event,
      isRowHeader: true,
      minWidth: 200,
      cell: (event) => <EventLink event={event} />,
    },
    ...personColumns(columns),
    {
      id: 'error',
      header: columns.error,
      minWidth: 190,
      cell: (event) => <ErrorCell event={event} />,
    },
    { id: 'vendor', header: columns.vendor, cell: ({ vendor }) => unspaced(vendor) },
    {
      id: 'account',
      header: columns.account,
      cell: ({ result, accountIdentifier }) =>
        unspaced(result?.accountIdentifier ?? accountIdentifier),
    },
  ]
}

function personColumns(columns: Text['integrationEvents']['columns']): Column[] {
  return [
    {
      id: 'company',
      header: columns.company,
      minWidth: 110,
      cell: ({ company }) => unspaced(company?.name ?? company?.uuid),
    },
    { id: 'user', header: columns.user, minWidth: 165, cell: (event) => unspaced(userOf(event)) },
  ]
}

function unspaced(text: string | null | undefined) {
  return text ? <span className="unspaced">{text}</span> : '–'
}
