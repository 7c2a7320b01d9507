import { productsCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { useText } from '../../text/use-text.ts'
import { ProductsTable } from './products-table.tsx'

export function Component() {
  const { layout, products } = useText()
  return (
    <Screen title={products.title} crumbs={productsCrumbs(layout).slice(0, -1)} kind="table">
      <ProductsTable />
    </Screen>
  )
}
