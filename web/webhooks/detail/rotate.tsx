import Box from '@cloudscape-design/components/box'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useState } from 'react'

import { fieldErrorsOf } from '../../api/api-error.ts'
import { type Signer, useRotate } from '../../api/secrets.ts'
import type { WebhookView } from '../../api/views.ts'
import { ActionDialog } from '../../shared/action-dialog.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { useText } from '../../text/use-text.ts'

type Props = {
  webhook: WebhookView
  signer: Signer
  onClose: () => void
  onRotated: () => void
}

/** Rotates the signing secret or key. The previous one stays valid for some hours. */
export function Rotate({ webhook, signer, onClose, onRotated }: Props) {
  const { webhookDetail: text } = useText()
  const { title, explained, overlapHours } = text.rotations[signer]
  const { mutate, error, isPending } = useRotate(webhook.id, signer)
  const [hours, setHours] = useState('24')
  const hoursError = fieldErrorsOf(error).find(({ path }) => path === 'keepPreviousHours')
  const rotate = () =>
    mutate(
      { keepPreviousHours: Number(hours), version: webhook.version },
      {
        onSuccess: onRotated,
      },
    )
  return (
    <ActionDialog
      title={title}
      action={text.rotate}
      onAction={rotate}
      isPending={isPending}
      onClose={onClose}
    >
      <Box>{explained}</Box>
      <FormField
        label={overlapHours}
        description={text.overlapHoursHint}
        errorText={hoursError?.message}
      >
        <Input
          type="number"
          inputMode="numeric"
          value={hours}
          onChange={({ detail }) => setHours(detail.value)}
        />
      </FormField>
      {hoursError === undefined && <ErrorAlert error={error} />}
    </ActionDialog>
  )
}
