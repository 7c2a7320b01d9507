import StatusIndicator from '@cloudscape-design/components/status-indicator'

import type { ProductView } from '../../api/integration-views.ts'
import { useText } from '../../text/use-text.ts'

export function ProductStatus({ status }: Pick<ProductView, 'status'>) {
  const { products } = useText()
  return (
    <StatusIndicator type={status === 'published' ? 'success' : 'in-progress'}>
      {products.statuses[status]}
    </StatusIndicator>
  )
}
