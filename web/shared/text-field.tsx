import FormField from '@cloudscape-design/components/form-field'
import Input, { type InputProps } from '@cloudscape-design/components/input'
import type { ReactNode } from 'react'

import { useText } from '../text/use-text.ts'

type Props = {
  label: string
  hint?: string
  value: string
  error: ReactNode
  onChange: (value: string) => void
  type?: InputProps.Type
  isOptional?: boolean
  placeholder?: string
}

export function TextField(props: Props) {
  const { common } = useText()
  const { label, hint, value, error, onChange, isOptional } = props
  const { type = 'text', placeholder = '' } = props
  return (
    <FormField
      data-invalid={Boolean(error)}
      label={
        isOptional === true ? (
          <>
            {label} <i>– {common.optional}</i>
          </>
        ) : (
          label
        )
      }
      description={hint}
      errorText={error}
    >
      <Input
        value={value}
        type={type}
        placeholder={placeholder}
        autoComplete={type === 'password' ? 'new-password' : 'off'}
        spellcheck={false}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  )
}
