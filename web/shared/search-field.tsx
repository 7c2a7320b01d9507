import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useEffect, useState } from 'react'

type Props = { label: string; value: string; onChange: (value: string) => void }

/** So long nothing is typed before it is searched for. */
const pauseMs = 300

/** A text that narrows a list, searched for when the typing pauses. */
export function SearchField({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState({ text: value, of: value })
  // A value that came from elsewhere, such as cleared filters, replaces what was typed.
  const text = typed.of === value ? typed.text : value
  useEffect(() => {
    if (text === value) return undefined
    const timer = setTimeout(() => onChange(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text, value, onChange])

  return (
    <FormField label={label} stretch>
      <Input
        type="search"
        value={text}
        onChange={({ detail }) => setTyped({ text: detail.value, of: value })}
      />
    </FormField>
  )
}
