import Box from '@cloudscape-design/components/box'

import type { ProductView } from '../../api/integration-views.ts'
import { useIntegration } from '../../api/integrations.ts'
import { endpointsOf } from '../endpoints.ts'
import { PingDot } from '../ping-dot.tsx'
import { useText } from '../../text/use-text.ts'

/** A dot for each endpoint that a product has, coloured by its last test. */
export function IntegrationDots({ product: { id, hasIntegration } }: { product: ProductView }) {
  const { products } = useText()
  if (!hasIntegration) return <Box color="text-body-secondary">{products.notIntegrated}</Box>
  return <Dots product={id} />
}

function Dots({ product }: { product: string }) {
  const { data: integration } = useIntegration(product)
  const { products } = useText()
  if (!integration) return products.integrated
  return (
    <span className="ping-dots">
      {endpointsOf(integration).map((endpoint) => (
        <PingDot key={endpoint.name} endpoint={endpoint} />
      ))}
    </span>
  )
}
