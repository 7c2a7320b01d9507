import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'
import type { TableProps } from '@cloudscape-design/components/table'

import type { ProductView } from '../../api/integration-views.ts'
import { href, paths } from '../../common/paths.ts'
import { Timestamp } from '../../shared/timestamp.tsx'
import type { Text } from '../../text/use-text.ts'
import { IntegrationDots } from './integration-dots.tsx'
import { ProductStatus } from './product-status.tsx'

type Column = TableProps.ColumnDefinition<ProductView>

export function productColumns({ products }: Text): Column[] {
  const { columns } = products
  return [
    {
      id: 'name',
      header: columns.name,
      isRowHeader: true,
      minWidth: 180,
      cell: (product) => <ProductLink product={product} />,
    },
    {
      id: 'vendor',
      header: columns.vendor,
      minWidth: 110,
      cell: ({ vendor }) => <span className="unspaced">{vendor}</span>,
    },
    {
      id: 'status',
      header: columns.status,
      minWidth: 140,
      cell: ({ status }) => <ProductStatus status={status} />,
    },
    {
      id: 'integration',
      header: columns.integration,
      minWidth: 190,
      cell: (product) => <IntegrationDots product={product} />,
    },
    {
      id: 'changed',
      header: products.changedAt,
      minWidth: 120,
      cell: ({ changedAt }) => <Timestamp at={changedAt} />,
    },
  ]
}

/** The whole product in one column, for narrow screens. */
export function narrowProductColumn({ products }: Text): Column {
  return {
    id: 'product',
    header: products.columns.name,
    isRowHeader: true,
    cell: (product) => (
      <>
        <Box variant="strong">
          <ProductLink product={product} />
        </Box>
        <div className="unspaced">{product.vendor}</div>
        <div>
          <ProductStatus status={product.status} />
        </div>
        <IntegrationDots product={product} />
      </>
    ),
  }
}

function ProductLink({ product: { id, name } }: { product: ProductView }) {
  return (
    <Link href={href(paths.product(id))}>
      <span className="unspaced">{name}</span>
    </Link>
  )
}
