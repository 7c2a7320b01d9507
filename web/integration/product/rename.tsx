import Button from '@cloudscape-design/components/button'
import { useState } from 'react'

import { fieldErrorsOf } from '../../api/api-error.ts'
import type { ProductView } from '../../api/integration-views.ts'
import { useChangeProduct } from '../../api/products.ts'
import { ActionDialog } from '../../shared/action-dialog.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { errorAt } from '../../shared/field-error.ts'
import { notify } from '../../shared/notify.ts'
import { TextField } from '../../shared/text-field.tsx'
import { useText } from '../../text/use-text.ts'

export function Rename({ product }: { product: ProductView }) {
  const { products } = useText()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{products.rename}</Button>
      {isOpen && <RenameDialog product={product} onClose={() => setIsOpen(false)} />}
    </>
  )
}

/** Changes the version that is on the screen: what others changed meanwhile stays. */
function RenameDialog({ product, onClose }: { product: ProductView; onClose: () => void }) {
  const { products: text } = useText()
  const [name, setName] = useState(product.name)
  const [isMissing, setIsMissing] = useState(false)
  const { mutate, error, isPending } = useChangeProduct()
  const errors = isMissing ? [{ path: 'name', message: text.required }] : fieldErrorsOf(error)
  const rename = () => {
    const given = name.trim()
    setIsMissing(given === '')
    if (given === '' || isPending) return
    const onSuccess = () => {
      notify({ type: 'success', content: text.renamed(given), about: product.id })
      onClose()
    }
    mutate({ product, change: { name: given } }, { onSuccess })
  }
  return (
    <ActionDialog
      title={text.renameTitle}
      action={text.rename}
      onAction={rename}
      isPending={isPending}
      onClose={onClose}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          rename()
        }}
      >
        <TextField
          label={text.name}
          value={name}
          error={errorAt(errors, 'name')}
          onChange={setName}
        />
        <ErrorAlert error={errors.length === 0 ? error : null} />
        <button type="submit" hidden />
      </form>
    </ActionDialog>
  )
}
