import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'

import { type Text, useText } from '../text/use-text.ts'

/** A parameter or a header. The value of a stored secret one is empty until it is replaced. */
export type NamedValue = { name: string; value: string; isSecret: boolean }

type Props = {
  text: { label: string; hint: string; add: string }
  values: readonly NamedValue[]
  error: string | undefined
  /** The error of a part of one of them. */
  errorAt?: (index: number, part: 'name' | 'value') => string | undefined
  onChange: (values: readonly NamedValue[]) => void
}

const maxValues = 10

/** A list of values with names, some of them secret. */
export function NamedValues({ text, values, error, errorAt, onChange }: Props) {
  const { webhookForm } = useText()
  const isFull = values.length >= maxValues
  const change = (index: number, part: Partial<NamedValue>) => {
    const value = values[index]
    if (value !== undefined) onChange(values.with(index, { ...value, ...part }))
  }
  return (
    <FormField
      data-invalid={error !== undefined}
      label={text.label}
      description={text.hint}
      errorText={error}
      stretch
    >
      <AttributeEditor
        items={values}
        empty={webhookForm.noValues}
        addButtonText={text.add}
        removeButtonText={webhookForm.removeValue}
        disableAddButton={isFull}
        additionalInfo={isFull ? webhookForm.maxValues : ''}
        onAddButtonClick={() => onChange([...values, { name: '', value: '', isSecret: false }])}
        onRemoveButtonClick={({ detail }) => onChange(values.toSpliced(detail.itemIndex, 1))}
        definition={columnsOf({ change, errorAt }, webhookForm)}
      />
    </FormField>
  )
}

type Columns = {
  errorAt: Props['errorAt']
  change: (index: number, part: Partial<NamedValue>) => void
}

function columnsOf({ change, errorAt }: Columns, text: Text['webhookForm']) {
  const field = (part: 'name' | 'value', label: string) => ({
    label,
    control: (value: NamedValue, index: number) => (
      <Input
        ariaLabel={label}
        type={part === 'value' && value.isSecret ? 'password' : 'text'}
        value={value[part]}
        onChange={({ detail }) => change(index, { [part]: detail.value })}
      />
    ),
    errorText: (_: NamedValue, index: number) => errorAt?.(index, part),
  })
  const secret = {
    label: text.secretValue,
    control: ({ isSecret }: NamedValue, index: number) => (
      <Checkbox
        ariaLabel={text.secretValue}
        checked={isSecret}
        onChange={({ detail }) => change(index, { isSecret: detail.checked })}
      />
    ),
  }
  return [field('name', text.valueName), field('value', text.value), secret]
}
