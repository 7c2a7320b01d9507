import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'

import { useText } from '../../text/use-text.ts'
import type { Parameter } from './authentication-draft.ts'
import type { AuthenticationState } from './form-state.ts'

const maxParameters = 10

/** Additional parameters of the token request. */
export function ExtraParameters({ authentication, set, errors }: AuthenticationState) {
  const { webhookForm } = useText()
  const parameters = authentication.extraParameters
  const put = (extraParameters: readonly Parameter[]) => set({ extraParameters })
  const field = (part: keyof Parameter, label: string) => ({
    label,
    control: (parameter: Parameter, index: number) => (
      <Input
        ariaLabel={label}
        value={parameter[part]}
        onChange={({ detail }) =>
          put(parameters.with(index, { ...parameter, [part]: detail.value }))
        }
      />
    ),
  })
  return (
    <FormField
      data-invalid={errors.at('authentication.extraParameters') !== undefined}
      label={webhookForm.extraParameters}
      description={webhookForm.extraParametersHint}
      errorText={errors.at('authentication.extraParameters')}
      stretch
    >
      <AttributeEditor
        items={parameters}
        empty={webhookForm.noExtraParameters}
        addButtonText={webhookForm.addParameter}
        removeButtonText={webhookForm.removeParameter}
        disableAddButton={parameters.length >= maxParameters}
        additionalInfo={parameters.length >= maxParameters ? webhookForm.maxParameters : ''}
        onAddButtonClick={() => put([...parameters, { name: '', value: '' }])}
        onRemoveButtonClick={({ detail }) => put(parameters.toSpliced(detail.itemIndex, 1))}
        definition={[
          field('name', webhookForm.parameterName),
          field('value', webhookForm.parameterValue),
        ]}
      />
    </FormField>
  )
}
