import Alert from '@cloudscape-design/components/alert'

import type { IntegrationView, ProductView } from '../../api/integration-views.ts'
import { useCan } from '../../api/me.ts'
import { useText } from '../../text/use-text.ts'

type Props = { product: ProductView; integration: IntegrationView }

/** What a product in development still needs to be published. */
export function PublishHint({ product: { status }, integration: { untested } }: Props) {
  const { products, integration } = useText()
  const can = useCan()
  if (status === 'published' || !can.changeIntegrations) return null
  const names = untested.map((name) => integration.endpointNames[name])
  return (
    <Alert type={names.length === 0 ? 'success' : 'info'}>
      {names.length === 0 ? products.publishReady : `${products.publishNeeds} ${names.join(', ')}.`}
    </Alert>
  )
}
