import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { ErrorAlert } from '../shared/error-alert.tsx'
import { useText } from '../text/use-text.ts'
import { ExpiryFields } from './expiry-fields.tsx'
import type { useNewKey } from './use-new-key.ts'

type Props = { id: string; form: ReturnType<typeof useNewKey> }

const roles = ['viewer', 'manager', 'producer'] as const

export function NewKeyForm({ id, form }: Props) {
  const { apiKeys: text, layout } = useText()
  const { draft, change, errorAt } = form
  return (
    <form
      id={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
    >
      <SpaceBetween size="l">
        <FormField
          label={text.columns.name}
          description={text.nameHint}
          errorText={errorAt('name')}
        >
          <Input
            value={draft.name}
            autoComplete="off"
            onChange={({ detail }) => change({ name: detail.value })}
          />
        </FormField>
        <FormField label={text.columns.role} errorText={errorAt('role')}>
          <RadioGroup
            value={draft.role}
            items={roles.map((value) => ({
              value,
              label: layout.roles[value],
              description: text.roles[value],
            }))}
            onChange={({ detail }) =>
              change({ role: roles.find((one) => one === detail.value) ?? draft.role })
            }
          />
        </FormField>
        <ExpiryFields
          value={draft.expiresAt}
          error={errorAt('expiresAt')}
          onChange={(expiresAt) => change({ expiresAt })}
        />
        <ErrorAlert error={form.otherError} />
      </SpaceBetween>
    </form>
  )
}
