import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'

import { useCan } from '../../api/me.ts'
import { useProducts } from '../../api/products.ts'
import { Empty } from '../../shared/empty.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { RefreshButton } from '../../shared/refresh-button.tsx'
import { useIsNarrow } from '../../shared/width.ts'
import { useText } from '../../text/use-text.ts'
import { narrowProductColumn, productColumns } from './columns.tsx'
import { CreateProduct } from './create-product.tsx'

/** The products that the user may see; managers create them. */
export function ProductsTable() {
  const text = useText()
  const { products } = text
  const can = useCan()
  const list = useProducts()
  const isNarrow = useIsNarrow()
  const [isCreating, setIsCreating] = useState(false)
  const create = can.manageProducts && (
    <Button variant="primary" onClick={() => setIsCreating(true)}>
      {products.create}
    </Button>
  )
  return (
    <>
      <Table
        variant="full-page"
        stickyHeader
        wrapLines
        columnDefinitions={isNarrow ? [narrowProductColumn(text)] : productColumns(text)}
        items={list.data ?? []}
        trackBy="id"
        loading={list.isPending}
        loadingText={text.common.loading}
        ariaLabels={{ tableLabel: products.title }}
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={list.data && `(${list.data.length})`}
            description={products.description}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <RefreshButton list={list} />
                {create}
              </SpaceBetween>
            }
          >
            {products.title}
          </Header>
        }
        empty={<EmptyProducts list={list} />}
      />
      {isCreating && <CreateProduct onClose={() => setIsCreating(false)} />}
    </>
  )
}

function EmptyProducts({ list }: { list: ReturnType<typeof useProducts> }) {
  const { products } = useText()
  const can = useCan()
  if (list.isError) return <ErrorAlert error={list.error} tryAgain={() => void list.refetch()} />
  const explained = can.manageProducts ? products.emptyManager : products.emptyDeveloper
  return (
    <Empty title={products.empty} explained={explained}>
      {null}
    </Empty>
  )
}
