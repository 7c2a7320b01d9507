import Alert from '@cloudscape-design/components/alert'
import { useState } from 'react'
import { useParams } from 'react-router'

import {
  useChangeIntegration,
  useIntegration,
  useSetUpIntegration,
} from '../../api/integrations.ts'
import type { IntegrationView, ProductView } from '../../api/integration-views.ts'
import { useCan } from '../../api/me.ts'
import { useProduct } from '../../api/products.ts'
import { productsCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { paths } from '../../common/paths.ts'
import { Loaded } from '../../shared/loaded.tsx'
import { useText } from '../../text/use-text.ts'
import { changeBody, type Draft, draftOf, emptyDraft, newBody } from './draft.ts'
import { IntegrationForm } from './integration-form.tsx'

/** Sets up the integration of a product, or edits it. */
export function Component() {
  const { layout, integration: text, errors } = useText()
  const { id = '' } = useParams()
  const can = useCan()
  const product = useProduct(id)
  const integration = useIntegration(id)
  const name = product.data?.name ?? id
  return (
    <Screen
      title={integration.data === null ? text.setUp : text.edit}
      crumbs={[...productsCrumbs(layout), { text: name, path: paths.product(id) }]}
      kind="form"
    >
      {can.changeIntegrations ? (
        <Loaded query={product}>
          {(read) => (
            <Loaded query={integration}>
              {(stored) => <Editing key={read.id} product={read} integration={stored} />}
            </Loaded>
          )}
        </Loaded>
      ) : (
        <Alert type="info">{errors.forbidden}</Alert>
      )}
    </Screen>
  )
}

type Props = { product: ProductView; integration: IntegrationView | null }

/** Edits the version that was opened; `reload` takes the newest one instead. */
function Editing(newest: Props) {
  const [{ product, integration }, setOpened] = useState(newest)
  const setUp = useSetUpIntegration()
  const change = useChangeIntegration()
  const save = async (draft: Draft) => {
    if (integration === null) await setUp.mutateAsync({ product, body: newBody(draft) })
    else await change.mutateAsync({ product, change: changeBody(draft) })
    return paths.product(product.id)
  }
  return (
    <IntegrationForm
      key={product.version}
      product={product}
      integration={integration}
      initial={integration === null ? emptyDraft : draftOf(integration)}
      save={save}
      reload={() => setOpened(newest)}
    />
  )
}
