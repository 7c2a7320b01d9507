import { useRef } from 'react'

import { usePublish } from '../api/events.ts'
import { fieldErrorsOf } from '../api/api-error.ts'
import type { Action, ResourceView } from '../api/views.ts'
import { jsonFault } from '../common/json-text.ts'
import { draftKeeper, useKeptDraft } from '../shared/use-draft.ts'
import { useOneAtATime } from '../shared/one-at-a-time.ts'
import { type Draft, draftOf, hasContent, ofOther, publicationOf } from './draft.ts'

const drafts = draftKeeper<Draft>()

/** What is written, and what becomes of it. */
export function useTry(resources: readonly ResourceView[], first: ResourceView) {
  const kept = useKeptDraft(drafts, { of: 'event', initial: draftOf(first) })
  const { draft, setDraft } = kept
  const prepared = usePrepared()
  const publish = usePublish()
  const once = useOneAtATime()
  const resource = resources.find(({ type }) => type === draft.type) ?? first
  const errors = fieldErrorsOf(publish.error)
  return {
    draft,
    kept,
    resource,
    publish,
    sample: draftOf(resource).content,
    isReady:
      draft.uuid.trim() !== '' && (!hasContent(draft) || jsonFault(draft.content) === undefined),
    change: (part: Partial<Draft>) => setDraft({ ...draft, ...part }),
    choose: (type: string) => {
      const chosen = resources.find((one) => one.type === type)
      if (chosen !== undefined) setDraft(ofOther(chosen, draft, draftOf(resource)))
    },
    chooseAction: (action: Action) => setDraft({ ...draft, action }),
    send: () =>
      once(
        (done) =>
          void publish.mutateAsync(prepared.of(draft)).then(
            () => {
              prepared.forget()
              kept.settle()
              done(true)
            },
            () => done(false), // `errorAt` and `otherError` tell why
          ),
      ),
    errorAt: (path: string) =>
      errors.find((error) => error.path === path || error.path.startsWith(`${path}.`))?.message,
    /** What is wrong, and is of none of the fields. */
    otherError: errors.length === 0 ? publish.error : null,
  }
}

/** An event that got no answer is sent again as the very same, so that it is not published twice. */
function usePrepared() {
  const last = useRef<{ of: string; text: string; idempotencyKey: string }>(undefined)
  return {
    of: (draft: Draft) => {
      const of = JSON.stringify(draft)
      if (last.current?.of === of) return last.current
      const text = publicationOf(draft, crypto.randomUUID(), Date.now())
      return (last.current = { of, text, idempotencyKey: crypto.randomUUID() })
    },
    forget: () => {
      last.current = undefined
    },
  }
}
