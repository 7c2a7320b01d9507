import type { ReactNode } from 'react'

import { notify } from '../../shared/notify.ts'
import { focusContent } from '../../app/screen-content.tsx'
import { DraftIsBack } from '../../shared/restored-draft.tsx'
import { draftKeeper, useKeptDraft } from '../../shared/use-draft.ts'
import { Unsaved } from '../../shared/unsaved-changes.tsx'
import { useText } from '../../text/use-text.ts'
import { AdvancedFields } from './advanced-fields.tsx'
import type { Draft } from './draft.ts'
import { errorsAt } from './field-errors.ts'
import { FormFrame } from './form-frame.tsx'
import type { FormState } from './form-state.ts'
import { Refusal } from './save-error.tsx'
import { useRefused } from './use-form-errors.ts'
import { useSave } from './use-save.ts'
import { WhatFields } from './basic-fields.tsx'

const drafts = draftKeeper<Draft>()

type Props = {
  /** Which webhook it is, so that a draft comes back to it alone. */
  of: string
  initial: Draft
  /** Saves it, and says where to go then. */
  save: (draft: Draft) => Promise<string>
  /** Where one goes without saving. */
  back: string
  /** Begins with what is stored by now, and what was written here, after somebody else has changed it. */
  rebase?: (draft: Draft) => Draft
  /** How its requests are authenticated: a new one is asked, one that exists may keep what it has. */
  authentication: (state: FormState) => ReactNode
}

/** A webhook, being written. What is not taken is said where it stands. */
export function WebhookForm({ of, initial, save, back, rebase, authentication }: Props) {
  const { webhookForm } = useText()
  const kept = useKeptDraft(drafts, { of, initial })
  const { draft, setDraft } = kept
  const refused = useRefused()
  const { submit, isSaving } = useSave(kept, { save, refuse: refused.refuse })
  const { errors, conflictsWith, problem, clear } = refused

  const set = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    refused.change(draft, next)
  }
  const takeOver = (written: (draft: Draft) => Draft) => {
    setDraft(written(draft))
    clear()
    notify({ type: 'info', content: webhookForm.rebased })
    focusContent() // the button that had it is gone
  }
  const startOver = () => {
    kept.startOver()
    clear()
  }
  const state: FormState = { draft, set, errors: errorsAt(errors), conflictsWith }
  const isRefused = errors.length > 0 || conflictsWith !== undefined || problem !== undefined
  const refusal = isRefused && (
    <Refusal problem={problem} rebase={rebase && (() => takeOver(rebase))} />
  )
  return (
    <>
      <Unsaved settle={kept.settle} isDirty={() => !isSaving && kept.isDirty()} />
      <FormFrame {...{ form: refused.form, submit, back, isSaving, refusal }}>
        <DraftIsBack isBack={kept.isBack} startOver={startOver} />
        <WhatFields {...state} />
        {authentication(state)}
        <AdvancedFields
          {...state}
          isOpen={refused.isAdvancedOpen}
          onOpen={refused.setAdvancedOpen}
        />
      </FormFrame>
    </>
  )
}
