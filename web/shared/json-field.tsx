import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useId } from 'react'

import './json-field.css'

import { findJsonError, type JsonError } from '../common/json-text.ts'
import { formatJson } from './format-json.ts'
import { useText } from '../text/use-text.ts'

type Props = {
  label: string
  hint: string
  value: string
  onChange: (text: string) => void
  /** The API's error. */
  error?: string | undefined
  sample: string
}

/** A JSON editor that shows syntax errors while typing. */
export function JsonField({ label, hint, value, onChange, error, sample }: Props) {
  const { events: text } = useText()
  const id = useId()
  const jsonError = findJsonError(value)
  return (
    <FormField
      label={label}
      description={hint}
      errorText={jsonError === undefined ? error : <JsonErrorText jsonError={jsonError} />}
      stretch
      constraintText={jsonError === undefined && text.isJson}
    >
      <SpaceBetween size="xs">
        <div className="json-field">
          <Textarea
            controlId={id}
            value={value}
            rows={Math.min(24, Math.max(8, value.split('\n').length + 1))}
            spellcheck={false}
            disableBrowserAutocorrect
            invalid={jsonError !== undefined}
            onChange={({ detail }) => onChange(detail.value)}
          />
        </div>
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            formAction="none"
            disabled={jsonError !== undefined}
            onClick={() => onChange(formatJson(value))}
          >
            {text.format}
          </Button>
          <Button formAction="none" disabled={value === sample} onClick={() => onChange(sample)}>
            {text.resetToSample}
          </Button>
          {jsonError !== undefined && (
            <Button formAction="none" onClick={() => selectAt(id, jsonError.offset)}>
              {text.goToError}
            </Button>
          )}
        </SpaceBetween>
      </SpaceBetween>
    </FormField>
  )
}

function JsonErrorText({ jsonError: { line, column, code } }: { jsonError: JsonError }) {
  const { events: text } = useText()
  return (
    <Box color="inherit">{text.jsonError(line, column, text.jsonErrors[code] ?? text.notJson)}</Box>
  )
}

/** Selects the character, which scrolls it into view. */
function selectAt(id: string, offset: number): void {
  const textarea = document.getElementById(id)
  if (!(textarea instanceof HTMLTextAreaElement)) return
  textarea.focus()
  textarea.setSelectionRange(offset, offset + 1)
}
