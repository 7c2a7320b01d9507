import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { ErrorAlert } from '../shared/error-alert.tsx'
import { TextField } from '../shared/text-field.tsx'
import { useText } from '../text/use-text.ts'
import { ExpiryFields } from './expiry-fields.tsx'
import type { useNewKey } from './use-new-key.ts'

type Props = { id: string; form: ReturnType<typeof useNewKey> }

const roles = ['viewer', 'manager', 'producer', 'developer'] as const

export function NewKeyForm({ id, form }: Props) {
  const { apiKeys: text } = useText()
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
        <RoleFields {...form} />
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

function RoleFields({ draft, change, errorAt }: Props['form']) {
  const { apiKeys: text, layout } = useText()
  return (
    <SpaceBetween size="l">
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
      {draft.role === 'developer' && (
        <TextField
          label={text.vendor}
          hint={text.vendorHint}
          value={draft.vendor}
          error={errorAt('vendor')}
          onChange={(vendor) => change({ vendor })}
        />
      )}
    </SpaceBetween>
  )
}
