import FormField from '@cloudscape-design/components/form-field'
import Tiles from '@cloudscape-design/components/tiles'

import { useText } from '../../text/use-text.ts'
import type { FormState } from './form-state.ts'

const places = ['url', 'eventBus', 'queue'] as const

/** Where a new webhook sends; it stays there. */
export function PlaceField({ draft, set }: Pick<FormState, 'draft' | 'set'>) {
  const { webhookForm } = useText()
  const items = places.map((value) => ({
    value,
    label: webhookForm.places[value],
    description: webhookForm.placeHints[value],
  }))
  return (
    <FormField label={webhookForm.place} stretch>
      <Tiles
        columns={3}
        items={items}
        value={draft.place}
        onChange={({ detail }) => {
          const place = places.find((one) => one === detail.value) ?? 'url'
          set({ place, url: '' }) // an ARN of a bus is none of a queue, and no URL
        }}
      />
    </FormField>
  )
}
