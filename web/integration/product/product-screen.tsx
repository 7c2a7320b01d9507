import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useParams } from 'react-router'

import type { IntegrationView, ProductView } from '../../api/integration-views.ts'
import { useIntegration } from '../../api/integrations.ts'
import { useCan } from '../../api/me.ts'
import { useProduct } from '../../api/products.ts'
import { productsCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { href, paths } from '../../common/paths.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { Empty } from '../../shared/empty.tsx'
import { KeyValues } from '../../shared/key-values.tsx'
import { Loaded } from '../../shared/loaded.tsx'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { useText } from '../../text/use-text.ts'
import { ProductStatus } from '../products/product-status.tsx'
import { Credentials } from './credentials.tsx'
import { Endpoints } from './endpoints.tsx'
import { ClientKey } from './key-pair.tsx'
import { ProductActions } from './product-actions.tsx'
import { PublishHint } from './publish-hint.tsx'
import { Settings } from './settings.tsx'

/** One product, and how its vendor is reached. */
export function Component() {
  const { layout } = useText()
  const { id = '' } = useParams()
  const product = useProduct(id)
  return (
    <Screen
      title={product.data?.name ?? id}
      crumbs={productsCrumbs(layout)}
      actions={product.data && <ProductActions product={product.data} />}
    >
      <Loaded query={product}>{(read) => <Parts product={read} />}</Loaded>
    </Screen>
  )
}

function Parts({ product }: { product: ProductView }) {
  const integration = useIntegration(product.id)
  return (
    <SpaceBetween size="l">
      <Overview product={product} />
      <Loaded query={integration}>
        {(read) =>
          read === null ? (
            <NoIntegration product={product} />
          ) : (
            <Integration product={product} integration={read} />
          )
        }
      </Loaded>
    </SpaceBetween>
  )
}

type Props = { product: ProductView; integration: IntegrationView }

function Integration({ product, integration }: Props) {
  const { integration: text } = useText()
  return (
    <SpaceBetween size="l">
      {!integration.enabled && <Alert type="warning">{text.disabled}</Alert>}
      <PublishHint product={product} integration={integration} />
      <Endpoints product={product} integration={integration} />
      <Settings integration={integration} />
      <ClientKey product={product} integration={integration} />
      <Credentials product={product} integration={integration} />
    </SpaceBetween>
  )
}

function Overview({ product }: { product: ProductView }) {
  const { products: text } = useText()
  const { id, vendor, status, changedAt, changedBy } = product
  const events = `${paths.integrationEvents}?product=${encodeURIComponent(id)}`
  return (
    <Container>
      <KeyValues
        columns={3}
        items={[
          { label: text.columns.status, value: <ProductStatus status={status} /> },
          { label: text.vendor, value: <span className="unspaced">{vendor}</span> },
          { label: text.id, value: <CopyId name={text.id} value={id} /> },
          {
            label: text.changedAt,
            value: (
              <span className="unspaced">
                <FullTimestamp at={changedAt} />, {changedBy}
              </span>
            ),
          },
          {
            label: text.eventsOf,
            value: <Link href={href(events)}>{text.viewEvents}</Link>,
          },
        ]}
      />
    </Container>
  )
}

function NoIntegration({ product: { id } }: { product: ProductView }) {
  const { integration: text } = useText()
  const can = useCan()
  return (
    <Container>
      <Empty title={text.none} explained={text.noneExplained}>
        {can.changeIntegrations && (
          <Button variant="primary" href={href(paths.editIntegration(id))}>
            {text.setUp}
          </Button>
        )}
      </Empty>
    </Container>
  )
}
