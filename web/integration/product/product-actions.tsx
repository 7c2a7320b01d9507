import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useNavigate } from 'react-router'

import type { ProductView } from '../../api/integration-views.ts'
import { useCan } from '../../api/me.ts'
import { useChangeProduct, useDeleteProduct } from '../../api/products.ts'
import { href, paths } from '../../common/paths.ts'
import { ConfirmButton } from '../../shared/confirm-button.tsx'
import { toMessage } from '../../shared/error-alert.tsx'
import { notify } from '../../shared/notify.ts'
import { useText } from '../../text/use-text.ts'
import { DeleteIntegration } from './delete-integration.tsx'
import { Rename } from './rename.tsx'

/** The buttons of managers, and of developers what they may do. */
export function ProductActions({ product }: { product: ProductView }) {
  const { integration } = useText()
  const can = useCan()
  if (!can.changeIntegrations) return null
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {can.manageProducts && <Delete product={product} />}
      {can.manageProducts && <Rename product={product} />}
      {product.hasIntegration && <DeleteIntegration product={product} />}
      {can.manageProducts && product.hasIntegration && <Publish product={product} />}
      {product.hasIntegration && (
        <Button variant="primary" href={href(paths.editIntegration(product.id))}>
          {integration.edit}
        </Button>
      )}
    </SpaceBetween>
  )
}

function Delete({ product }: { product: ProductView }) {
  const text = useText()
  const { products } = text
  const navigate = useNavigate()
  const { mutate, isPending } = useDeleteProduct()
  const deleteProduct = () =>
    mutate(product, {
      onSuccess: () => {
        notify({ type: 'success', content: products.deleted(product.name) })
        void navigate(paths.products)
      },
      onError: (error) =>
        notify({
          type: 'error',
          content: products.notDeleted(toMessage(error, text)),
          about: product.id,
        }),
    })
  return (
    <ConfirmButton
      icon="remove"
      label={products.delete}
      question={products.deleteQuestion}
      loading={isPending}
      onConfirm={deleteProduct}
    />
  )
}

/** Publishing needs a passed test of each endpoint; otherwise, the API's error says which. */
function Publish({ product }: { product: ProductView }) {
  const text = useText()
  const { products } = text
  const { mutate, isPending } = useChangeProduct()
  const isPublished = product.status === 'published'
  const change = { status: isPublished ? 'development' : 'published' } as const
  const done = isPublished ? products.unpublished : products.published
  const about = product.id
  const publish = () =>
    mutate(
      { product, change },
      {
        onSuccess: () => notify({ type: 'success', content: done(product.name), about }),
        onError: (error) =>
          notify({ type: 'error', content: products.notPublished(toMessage(error, text)), about }),
      },
    )
  return (
    <Button loading={isPending} onClick={publish}>
      {isPublished ? products.unpublish : products.publish}
    </Button>
  )
}
