import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { EndpointField } from '../../api/integration-views.ts'
import { TextField } from '../../shared/text-field.tsx'
import { useText } from '../../text/use-text.ts'
import { appendEventUrl, eventUrlParameter } from './event-url.ts'
import type { FormState } from './form-state.ts'

type Props = FormState & { name: EndpointField; hint?: string }

/** The URL of an endpoint; one without a place for the event's address gets it by a button. */
export function EndpointUrl({ name, hint = '', draft, set, errorAt }: Props) {
  const { integration, integrationForm: text } = useText()
  const value = draft.urls[name] ?? ''
  const error = errorAt(`endpoints.${name}`)
  const setUrl = (url: string) => set({ urls: { ...draft.urls, [name]: url } })
  const lacksEventUrl = error?.includes('{eventUrl}') === true && value !== ''
  return (
    <SpaceBetween size="xs">
      <TextField
        label={name === 'DEFAULT' ? integration.defaultFor : integration.endpointNames[name]}
        hint={hint}
        placeholder="https://vendor.example.com/events?url={eventUrl}"
        value={value}
        error={error}
        onChange={setUrl}
      />
      {lacksEventUrl && (
        <Button formAction="none" onClick={() => setUrl(appendEventUrl(value))}>
          {text.append(eventUrlParameter)}
        </Button>
      )}
    </SpaceBetween>
  )
}
