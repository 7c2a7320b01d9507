import type { ReactNode } from 'react'

import { focusContent } from '../../app/screen-content.tsx'
import { notify } from '../../shared/notify.ts'
import { RestoredDraft } from '../../shared/restored-draft.tsx'
import { UnsavedChanges } from '../../shared/unsaved-changes.tsx'
import { draftStore, useDraft } from '../../shared/use-draft.ts'
import { useText } from '../../text/use-text.ts'
import { AdvancedFields } from './advanced-fields.tsx'
import { BasicFields } from './basic-fields.tsx'
import type { Draft } from './draft.ts'
import { fieldErrors } from './field-errors.ts'
import { FormFrame } from '../../shared/form-frame.tsx'
import type { FormState } from './form-state.ts'
import { SaveError } from './save-error.tsx'
import { useFormErrors } from './use-form-errors.ts'
import { useSave } from './use-save.ts'

const drafts = draftStore<Draft>()

type Props = {
  /** Identifies the webhook, so that a draft is restored only there. */
  draftKey: string
  initial: Draft
  /** Saves the draft and resolves with the path to navigate to. */
  save: (draft: Draft) => Promise<string>
  /** The link of the cancel button. */
  back: string
  /** Applies the changes of the draft to the latest version. */
  rebase?: (draft: Draft) => Draft
  authentication: (state: FormState) => ReactNode
}

export function WebhookForm({ draftKey, initial, save, back, rebase, authentication }: Props) {
  const { webhookForm } = useText()
  const saved = useDraft(drafts, { key: draftKey, initial })
  const { draft, setDraft } = saved
  const failure = useFormErrors()
  const { submit, isSaving } = useSave(saved, { save, onFailure: failure.show })
  const { errors, conflictsWith, error, clear } = failure

  const set = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    failure.change(draft, next)
  }
  const applyRebase = (rebaseDraft: (draft: Draft) => Draft) => {
    setDraft(rebaseDraft(draft))
    clear()
    notify({ type: 'info', content: webhookForm.rebased })
    focusContent() // the focused button disappears
  }
  const reset = () => {
    saved.reset()
    clear()
  }
  const state: FormState = { draft, set, errors: fieldErrors(errors), conflictsWith }
  const hasFailed = errors.length > 0 || conflictsWith !== undefined || error !== undefined
  const alert = hasFailed && (
    <SaveError error={error} rebase={rebase && (() => applyRebase(rebase))} />
  )
  return (
    <>
      <UnsavedChanges markClean={saved.markClean} isDirty={() => !isSaving && saved.isDirty()} />
      <FormFrame save={webhookForm.save} {...{ form: failure.form, submit, back, isSaving, alert }}>
        <RestoredDraft isRestored={saved.isRestored} reset={reset} />
        <BasicFields {...state} isNew={rebase === undefined} />
        {draft.place === 'url' && authentication(state)}
        <AdvancedFields
          {...state}
          isOpen={failure.isAdvancedOpen}
          onOpen={failure.setAdvancedOpen}
        />
      </FormFrame>
    </>
  )
}
