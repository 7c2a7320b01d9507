import Box from '@cloudscape-design/components/box'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import { nameOf, useAllWebhooks } from '../api/webhook-names.ts'
import { Loaded } from '../shared/loaded.tsx'
import type { TimeRange } from '../shared/time-range/time-range.ts'
import { useText } from '../text/use-text.ts'
import type { Wish } from './form.tsx'
import { Recover } from './recover.tsx'

type Props = {
  /** What whoever asks has before his eyes: it is chosen at first. */
  view: { filter: { webhook?: string; status?: string }; time: TimeRange | undefined }
  onClose: () => void
}

/** Recovers deliveries of a webhook that is chosen here. */
export function RecoverModal({ view: { filter, time }, onClose }: Props) {
  const { common, recover: text } = useText()
  const [id, setId] = useState(filter.webhook)
  const webhooks = useAllWebhooks()
  const status = filter.status === 'failed' || filter.status === 'skipped' ? filter.status : null
  const wish: Partial<Wish> = {
    ...(time !== undefined && { range: time }),
    ...(status !== null && { statuses: [status] }),
  }
  return (
    <Modal visible header={text.title} closeAriaLabel={common.close} onDismiss={onClose}>
      <SpaceBetween size="m">
        <Box color="text-body-secondary">{text.explained}</Box>
        <Loaded query={webhooks}>
          {(all) => {
            const options = all.map((one) => ({
              value: one.id,
              label: nameOf(one),
              description: one.url,
            }))
            const chosen = all.find((one) => one.id === id)
            return (
              <SpaceBetween size="m">
                <FormField label={text.webhook}>
                  <Select
                    filteringType={options.length > 8 ? 'auto' : 'none'}
                    placeholder={text.chooseWebhook}
                    options={options}
                    selectedOption={options.find(({ value }) => value === id) ?? null}
                    onChange={({ detail }) => setId(detail.selectedOption.value)}
                  />
                </FormField>
                {chosen && <Recover key={chosen.id} webhook={chosen} wish={wish} />}
              </SpaceBetween>
            )
          }}
        </Loaded>
      </SpaceBetween>
    </Modal>
  )
}
