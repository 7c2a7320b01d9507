import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useNavigate } from 'react-router'

import { type FieldError, fieldErrorsOf } from '../../api/api-error.ts'
import { useCreateProduct } from '../../api/products.ts'
import { paths } from '../../common/paths.ts'
import { ActionDialog } from '../../shared/action-dialog.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { errorAt } from '../../shared/field-error.ts'
import { notify } from '../../shared/notify.ts'
import { useOneAtATime } from '../../shared/one-at-a-time.ts'
import { TextField } from '../../shared/text-field.tsx'
import { useText } from '../../text/use-text.ts'

const empty = { name: '', vendor: '', id: '' }
type Draft = typeof empty

/** Creates a product, then opens it. */
export function CreateProduct({ onClose }: { onClose: () => void }) {
  const { products: text } = useText()
  const form = useNewProduct()
  const field = (name: keyof Draft) => ({
    value: form.draft[name],
    error: errorAt(form.errors, name),
    onChange: (value: string) => form.change({ [name]: value }),
  })
  return (
    <ActionDialog
      title={text.create}
      action={text.create}
      onAction={form.submit}
      isPending={form.isPending}
      onClose={onClose}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          form.submit()
        }}
      >
        <SpaceBetween size="m">
          <TextField label={text.name} {...field('name')} />
          <TextField label={text.vendor} hint={text.vendorHint} {...field('vendor')} />
          <TextField label={text.id} hint={text.idHint} isOptional {...field('id')} />
          <ErrorAlert error={form.otherError} />
          <button type="submit" hidden />
        </SpaceBetween>
      </form>
    </ActionDialog>
  )
}

function useNewProduct() {
  const { products: text } = useText()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<Draft>(empty)
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const { mutate, error, isPending } = useCreateProduct()
  const once = useOneAtATime()
  const submit = () => {
    const missing = (['name', 'vendor'] as const).filter((name) => draft[name].trim() === '')
    setErrors(missing.map((path) => ({ path, message: text.required })))
    if (missing.length > 0) return
    const { id, ...rest } = draft
    once((done) =>
      mutate(id.trim() === '' ? rest : draft, {
        onSuccess: (product) => {
          notify({ type: 'success', content: text.created(product.name) })
          void navigate(paths.product(product.id))
        },
        onError: (failure) => setErrors(fieldErrorsOf(failure)),
        onSettled: (_, failure) => done(failure === null),
      }),
    )
  }
  return {
    draft,
    errors,
    isPending,
    otherError: fieldErrorsOf(error).length === 0 ? error : null,
    change: (part: Partial<Draft>) => {
      setDraft({ ...draft, ...part })
      setErrors(errors.filter(({ path }) => !(path in part)))
    },
    submit,
  }
}
