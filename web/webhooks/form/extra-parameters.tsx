import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import Checkbox from '@cloudscape-design/components/checkbox'
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
  const change = (index: number, parameter: Parameter) => put(parameters.with(index, parameter))
  const field = (part: 'name' | 'value', label: string) => ({
    label,
    control: (parameter: Parameter, index: number) => (
      <Input
        ariaLabel={label}
        type={part === 'value' && parameter.isSecret ? 'password' : 'text'}
        value={parameter[part]}
        onChange={({ detail }) => change(index, { ...parameter, [part]: detail.value })}
      />
    ),
  })
  const secret = secretColumn(webhookForm.secretParameter, change)
  const error =
    errors.at('authentication.extraParameters') ?? errors.at('authentication.secretParameters')
  return (
    <FormField
      data-invalid={error !== undefined}
      label={webhookForm.extraParameters}
      description={webhookForm.extraParametersHint}
      errorText={error}
      stretch
    >
      <AttributeEditor
        items={parameters}
        empty={webhookForm.noExtraParameters}
        addButtonText={webhookForm.addParameter}
        removeButtonText={webhookForm.removeParameter}
        disableAddButton={parameters.length >= maxParameters}
        additionalInfo={parameters.length >= maxParameters ? webhookForm.maxParameters : ''}
        onAddButtonClick={() => put([...parameters, { name: '', value: '', isSecret: false }])}
        onRemoveButtonClick={({ detail }) => put(parameters.toSpliced(detail.itemIndex, 1))}
        definition={[
          field('name', webhookForm.parameterName),
          field('value', webhookForm.parameterValue),
          secret,
        ]}
      />
    </FormField>
  )
}

/** Checkboxes that mark parameters as secret. */
function secretColumn(label: string, change: (index: number, parameter: Parameter) => void) {
  return {
    label,
    control: (parameter: Parameter, index: number) => (
      <Checkbox
        ariaLabel={label}
        checked={parameter.isSecret}
        onChange={({ detail }) => change(index, { ...parameter, isSecret: detail.checked })}
      />
    ),
  }
}
