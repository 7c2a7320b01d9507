import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'

import { type FieldError, fieldErrorsOf } from '../../api/api-error.ts'
import { type Resolution, useResolve } from '../../api/integration-events.ts'
import type { IntegrationEventView } from '../../api/integration-views.ts'
import { ActionDialog } from '../../shared/action-dialog.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { errorAt } from '../../shared/field-error.ts'
import { notify } from '../../shared/notify.ts'
import { TextField } from '../../shared/text-field.tsx'
import { useText } from '../../text/use-text.ts'

type Props = { event: IntegrationEventView; onClose: () => void }
type Draft = { success: boolean; note: string; accountIdentifier: string }

/** Completes or fails a pending event by hand, with a note. */
export function Resolve({ event, onClose }: Props) {
  const { integrationEventPage: text } = useText()
  const { draft, change, errors, otherError, submit, isPending } = useResolution(event, onClose)
  return (
    <ActionDialog
      title={text.resolveTitle}
      action={text.resolve}
      onAction={submit}
      isPending={isPending}
      onClose={onClose}
    >
      {text.resolveExplained}
      <FormField label={text.outcome}>
        <RadioGroup
          value={draft.success ? 'complete' : 'fail'}
          items={[
            { value: 'complete', label: text.resolutions.complete },
            { value: 'fail', label: text.resolutions.fail },
          ]}
          onChange={({ detail }) => change({ success: detail.value === 'complete' })}
        />
      </FormField>
      <FormField
        stretch
        label={text.note}
        description={text.noteHint}
        errorText={errorAt(errors, 'note')}
      >
        <Textarea
          rows={3}
          value={draft.note}
          onChange={({ detail }) => change({ note: detail.value })}
        />
      </FormField>
      {draft.success && event.type === 'SUBSCRIPTION_ORDER' && (
        <TextField
          isOptional
          label={text.account}
          hint={text.accountHint}
          value={draft.accountIdentifier}
          error={errorAt(errors, 'accountIdentifier')}
          onChange={(accountIdentifier) => change({ accountIdentifier })}
        />
      )}
      <ErrorAlert error={otherError} />
    </ActionDialog>
  )
}

function useResolution({ token, type }: IntegrationEventView, onClose: () => void) {
  const { integrationEventPage: text } = useText()
  const [draft, setDraft] = useState<Draft>({ success: true, note: '', accountIdentifier: '' })
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const { mutate, error, isPending } = useResolve(token)
  const submit = () => {
    const missing = draft.note.trim() === '' ? [{ path: 'note', message: text.required }] : []
    setErrors(missing)
    if (missing.length > 0) return
    const isOrder = type === 'SUBSCRIPTION_ORDER'
    mutate(bodyOf(draft, isOrder), {
      onSuccess: () => {
        const { complete, fail } = text.resolved
        notify({ type: 'success', content: draft.success ? complete : fail })
        onClose()
      },
      onError: (failure) => setErrors(fieldErrorsOf(failure)),
    })
  }
  return {
    draft,
    change: (part: Partial<Draft>) => {
      setDraft({ ...draft, ...part })
      setErrors(errors.filter(({ path }) => !(path in part)))
    },
    errors,
    otherError: fieldErrorsOf(error).length === 0 ? error : null,
    submit,
    isPending,
  }
}

/** Only an order that succeeded has a new account. */
function bodyOf({ success, note, accountIdentifier }: Draft, isOrder: boolean): Resolution {
  const account = accountIdentifier.trim()
  const hasAccount = success && isOrder && account !== ''
  return { success, note: note.trim(), ...(hasAccount && { accountIdentifier: account }) }
}
