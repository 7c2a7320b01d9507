import type { ProductView } from '../../api/integration-views.ts'
import { useDeleteIntegration } from '../../api/integrations.ts'
import { ConfirmButton } from '../../shared/confirm-button.tsx'
import { toMessage } from '../../shared/error-alert.tsx'
import { notify } from '../../shared/notify.ts'
import { useText } from '../../text/use-text.ts'

/** Deletes the integration of a product, which stays without one. */
export function DeleteIntegration({ product }: { product: ProductView }) {
  const text = useText()
  const { integration } = text
  const { mutateAsync, isPending } = useDeleteIntegration()
  const { id: about, name } = product
  // A promise, as the button is gone before callbacks of the mutation would be called.
  const deleteIntegration = () =>
    void mutateAsync(product).then(
      () => notify({ type: 'success', content: integration.deleted(name), about }),
      (error: unknown) =>
        notify({ type: 'error', content: integration.notDeleted(toMessage(error, text)), about }),
    )
  return (
    <ConfirmButton
      label={integration.delete}
      question={integration.deleteQuestion}
      loading={isPending}
      onConfirm={deleteIntegration}
    />
  )
}
