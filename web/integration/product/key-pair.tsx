import type { IntegrationView, ProductView } from '../../api/integration-views.ts'
import { useChangeProductKey } from '../../api/key-pair.ts'
import { useCan } from '../../api/me.ts'
import { ClientKeys } from '../../shared/key-pairs.tsx'

type Props = { product: ProductView; integration: IntegrationView }

/** The key pairs for the vendor's token endpoint, if the client authenticates with one. */
export function ClientKey({ product, integration: { authentication } }: Props) {
  const can = useCan()
  const change = useChangeProductKey(product)
  if (!('clientKey' in authentication)) return null
  return (
    <ClientKeys
      authentication={authentication}
      canChange={can.changeIntegrations}
      change={change}
    />
  )
}
