import type { ProductView } from '../../api/integration-views.ts'
import { StatusLabel } from '../../shared/status-label.tsx'
import { useText } from '../../text/use-text.ts'

export function ProductStatus({ status }: Pick<ProductView, 'status'>) {
  const { products } = useText()
  return (
    <StatusLabel type={status === 'published' ? 'success' : 'in-progress'}>
      {products.statuses[status]}
    </StatusLabel>
  )
}
