import Button from '@cloudscape-design/components/button'
import Form from '@cloudscape-design/components/form'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'

import { type FieldError, fieldErrorsOf } from '../../api/fault.ts'
import { useOneAtATime } from '../../shared/one-at-a-time.ts'
import { DraftIsBack } from '../../shared/draft-is-back.tsx'
import { draftKeeper, useKeptDraft } from '../../shared/kept-draft.ts'
import { Unsaved } from '../../shared/unsaved.tsx'
import { useText } from '../../text/use-text.ts'
import { AdvancedFields } from './advanced-fields.tsx'
import { faultsOf } from './body.ts'
import type { Draft } from './draft.ts'
import { errorsAt } from './field-errors.ts'
import type { FormState } from './form-state.ts'
import { Refusal } from './refusal.tsx'
import { WhatFields } from './what-fields.tsx'

const drafts = draftKeeper<Draft>()

type Props = {
  /** Which webhook it is, so that a draft comes back to it alone. */
  of: string
  initial: Draft
  /** Saves it, and says where to go then. */
  save: (draft: Draft) => Promise<string>
  /** Where one goes without saving. */
  back: string
  /** Begins anew with what is stored by now, after somebody else has changed it. */
  reload?: () => void
  /** How its requests are authenticated: a new one is asked, one that exists may keep what it has. */
  authentication: (state: FormState) => ReactNode
}

/** A webhook, being written. What the API does not take is said where it stands. */
export function WebhookForm({ of, initial, save, back, reload, authentication }: Props) {
  const text = useText()
  const navigate = useNavigate()
  const kept = useKeptDraft(drafts, { of, initial })
  const { draft, setDraft, drop } = kept
  const [wrong, setWrong] = useState<readonly FieldError[]>([])
  const [problem, setProblem] = useState<unknown>()
  const [isSaving, setIsSaving] = useState(false)
  const once = useOneAtATime()

  const send = async () => {
    setIsSaving(true)
    try {
      const next = await save(draft)
      drop()
      void navigate(next)
      return true
    } catch (error) {
      setWrong(fieldErrorsOf(error))
      setProblem(error)
      return false
    } finally {
      setIsSaving(false)
    }
  }
  const submit = () => {
    const faults = faultsOf(draft, text.webhookForm)
    setWrong(faults)
    setProblem(undefined)
    if (faults.length === 0) once((done) => void send().then(done))
  }
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const state: FormState = { draft, set: change, errors: errorsAt(wrong) }
  const refused = problem !== undefined && <Refusal error={problem} reload={reload} />
  return (
    <>
      <Unsaved {...kept} />
      <WebhookFormFrame {...{ submit, back, isSaving, refused }}>
        <DraftIsBack {...kept} />
        <WhatFields {...state} />
        {authentication(state)}
        <AdvancedFields {...state} />
      </WebhookFormFrame>
    </>
  )
}

type FrameProps = {
  submit: () => void
  back: string
  isSaving: boolean
  refused: ReactNode
  children: ReactNode
}

function WebhookFormFrame({ submit, back, isSaving, refused, children }: FrameProps) {
  const { common, webhookForm } = useText()
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Form
        errorText={refused}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" href={back} formAction="none">
              {common.cancel}
            </Button>
            <Button variant="primary" loading={isSaving} formAction="submit">
              {webhookForm.save}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">{children}</SpaceBetween>
      </Form>
    </form>
  )
}
