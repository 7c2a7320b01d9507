import Box from '@cloudscape-design/components/box'

import type { ProductView } from '../../api/integration-views.ts'
import { PingDot } from '../ping-dot.tsx'
import { useText } from '../../text/use-text.ts'

/** A dot for each endpoint that a product has, coloured by its last test. */
export function IntegrationDots({ product: { hasIntegration, tests } }: { product: ProductView }) {
  const { products } = useText()
  if (!hasIntegration) return <Box color="text-body-secondary">{products.notIntegrated}</Box>
  return (
    <span className="ping-dots">
      {tests.map(({ endpoint, state, ...ping }) => (
        <PingDot key={endpoint} endpoint={{ name: endpoint, state, ping }} />
      ))}
    </span>
  )
}
