import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useId } from 'react'

import './json-field.css'

import { inLines } from '../shared/format-json.ts'
import { type JsonFault, jsonFault } from '../common/json-text.ts'
import { useText } from '../text/use-text.ts'

type Props = {
  label: string
  hint: string
  value: string
  onChange: (text: string) => void
  /** What the API found wrong with it. */
  error?: string | undefined
  sample: string
}

/** JSON to be written by hand: what is wrong with it is said while one types, and where. */
export function JsonField({ label, hint, value, onChange, error, sample }: Props) {
  const { events: text } = useText()
  const id = useId()
  const fault = jsonFault(value)
  return (
    <FormField
      label={label}
      description={hint}
      errorText={fault === undefined ? error : <FaultText fault={fault} />}
      stretch
      constraintText={fault === undefined && text.isJson}
    >
      <SpaceBetween size="xs">
        <div className="json-field">
          <Textarea
            controlId={id}
            value={value}
            rows={Math.min(24, Math.max(8, value.split('\n').length + 1))}
            spellcheck={false}
            disableBrowserAutocorrect
            invalid={fault !== undefined}
            onChange={({ detail }) => onChange(detail.value)}
          />
        </div>
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            formAction="none"
            disabled={fault !== undefined}
            onClick={() => onChange(inLines(value))}
          >
            {text.format}
          </Button>
          <Button formAction="none" disabled={value === sample} onClick={() => onChange(sample)}>
            {text.sample}
          </Button>
          {fault !== undefined && (
            <Button formAction="none" onClick={() => goTo(id, fault.offset)}>
              {text.toFault}
            </Button>
          )}
        </SpaceBetween>
      </SpaceBetween>
    </FormField>
  )
}

function FaultText({ fault: { line, column, code } }: { fault: JsonFault }) {
  const { events: text } = useText()
  return <Box color="inherit">{text.fault(line, column, text.faults[code] ?? text.notJson)}</Box>
}

/** Puts the cursor there; the browser scrolls to it. */
function goTo(id: string, offset: number): void {
  const area = document.getElementById(id)
  if (!(area instanceof HTMLTextAreaElement)) return
  area.focus()
  area.setSelectionRange(offset, offset + 1)
}
