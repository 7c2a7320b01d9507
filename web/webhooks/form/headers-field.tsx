import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'

import { type Text, useText } from '../../text/use-text.ts'
import type { HeaderDraft } from './draft.ts'
import type { FormState } from './form-state.ts'

const maxHeaders = 10

/** Headers that are added to requests. */
export function HeadersField({ draft: { headers }, set, errors }: FormState) {
  const { webhookForm } = useText()
  const put = (changed: readonly HeaderDraft[]) => set({ headers: changed })
  const change = (index: number, part: Partial<HeaderDraft>) => {
    const header = headers[index]
    if (header !== undefined) put(headers.with(index, { ...header, ...part }))
  }
  return (
    <FormField
      data-invalid={errors.at('headers') !== undefined}
      label={webhookForm.headers}
      description={webhookForm.headersHint}
      errorText={errors.at('headers')}
      stretch
    >
      <AttributeEditor
        items={headers}
        empty={webhookForm.noHeaders}
        addButtonText={webhookForm.addHeader}
        removeButtonText={webhookForm.removeParameter}
        disableAddButton={headers.length >= maxHeaders}
        onAddButtonClick={() => put([...headers, { name: '', value: '', secret: false }])}
        onRemoveButtonClick={({ detail }) => put(headers.toSpliced(detail.itemIndex, 1))}
        definition={definitionOf({ change, errors }, webhookForm)}
      />
    </FormField>
  )
}

type Row = {
  change: (index: number, part: Partial<HeaderDraft>) => void
  errors: FormState['errors']
}

function definitionOf({ change, errors }: Row, text: Text['webhookForm']) {
  const field = (part: 'name' | 'value', label: string) => ({
    label,
    control: (header: HeaderDraft, index: number) => (
      <Input
        ariaLabel={label}
        type={part === 'value' && header.secret ? 'password' : 'text'}
        value={header[part]}
        onChange={({ detail }) => change(index, { [part]: detail.value })}
      />
    ),
    errorText: (_: HeaderDraft, index: number) => errors.at(`headers.${index}.${part}`),
  })
  return [
    field('name', text.parameterName),
    field('value', text.parameterValue),
    {
      label: text.secretHeader,
      control: ({ secret }: HeaderDraft, index: number) => (
        <Checkbox
          ariaLabel={text.secretHeader}
          checked={secret}
          onChange={({ detail }) => change(index, { secret: detail.checked })}
        />
      ),
    },
  ]
}
