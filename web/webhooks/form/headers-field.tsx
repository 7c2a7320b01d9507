import { useText } from '../../text/use-text.ts'
import type { FormState } from './form-state.ts'
import { NamedValues } from '../../shared/named-values.tsx'

/** Headers that are added to requests. */
export function HeadersField({ draft, set, errors }: FormState) {
  const { webhookForm } = useText()
  return (
    <NamedValues
      text={{
        label: webhookForm.headers,
        hint: webhookForm.headersHint,
        add: webhookForm.addHeader,
      }}
      values={draft.headers}
      error={errors.at('headers')}
      errorAt={(index, part) => errors.at(`headers.${index}.${part}`)}
      onChange={(headers) => set({ headers })}
    />
  )
}
