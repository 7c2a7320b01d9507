import { useRef, useState } from 'react'

import { fieldErrorsOf } from '../api/api-error.ts'
import { usePublish } from '../api/events.ts'
import type { Action, EventBody, ResourceView } from '../api/views.ts'
import { findJsonError } from '../common/json-text.ts'
import { useOneAtATime } from '../shared/one-at-a-time.ts'
import { draftStore, useDraft } from '../shared/use-draft.ts'
import { type Draft, eventJson, eventOf, hasContent, sampleDraft, withResource } from './draft.ts'

const drafts = draftStore<Draft>()

/** The draft of an event, and publishing it. */
export function usePublishForm(resources: readonly ResourceView[], first: ResourceView) {
  const saved = useDraft(drafts, { key: 'event', initial: sampleDraft(first) })
  const { draft, setDraft } = saved
  const prepared = usePreparedEvent()
  const [asked, setAsked] = useState<Prepared>()
  const publish = usePublish()
  const once = useOneAtATime()
  const resource = resources.find(({ type }) => type === draft.type) ?? first
  const errors = fieldErrorsOf(publish.error)
  return {
    draft,
    saved,
    resource,
    publish,
    sample: sampleDraft(resource).content,
    isReady:
      draft.uuid.trim() !== '' &&
      (!hasContent(draft) || findJsonError(draft.content) === undefined),
    change: (part: Partial<Draft>) => setDraft({ ...draft, ...part }),
    choose: (type: string) => {
      const chosen = resources.find((one) => one.type === type)
      if (chosen !== undefined) setDraft(withResource(chosen, draft, sampleDraft(resource)))
    },
    chooseAction: (action: Action) => setDraft({ ...draft, action }),
    /** The event whose publication is to be confirmed. */
    asked,
    ask: () => setAsked(prepared.of(draft)),
    cancel: () => setAsked(undefined),
    send: (event: Prepared) =>
      once((done) =>
        publish.mutate(event, {
          onSuccess: () => {
            prepared.forget()
            saved.markClean()
          },
          // An error is shown by `errorAt` and `otherError`.
          onSettled: (_, error) => {
            setAsked(undefined)
            done(error === null)
          },
        }),
      ),
    errorAt: (path: string) =>
      errors.find((error) => error.path === path || error.path.startsWith(`${path}.`))?.message,
    /** An error of no field. */
    otherError: errors.length === 0 ? publish.error : null,
  }
}

export type Prepared = { of: string; event: EventBody; text: string; idempotencyKey: string }

/**
 * Keeps the event and its key until the draft changes, so that publishing again after a lost
 * response does not create a second event.
 */
function usePreparedEvent() {
  const last = useRef<Prepared>(undefined)
  return {
    of: (draft: Draft) => {
      const of = JSON.stringify(draft)
      if (last.current?.of === of) return last.current
      const event = eventOf(draft, crypto.randomUUID(), Date.now())
      const text = eventJson(event, draft)
      return (last.current = { of, event, text, idempotencyKey: crypto.randomUUID() })
    },
    forget: () => {
      last.current = undefined
    },
  }
}
