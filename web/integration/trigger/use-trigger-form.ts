import { useState } from 'react'
import { useNavigate } from 'react-router'

import { useTrigger } from '../../api/integration-events.ts'
import type { IntegrationEventInput } from '../../api/integration-views.ts'
import { useIdempotencyKey } from '../../api/idempotency-key.ts'
import { findJsonError } from '../../common/json-text.ts'
import { paths } from '../../common/paths.ts'
import { notify } from '../../shared/notify.ts'
import { useOneAtATime } from '../../shared/one-at-a-time.ts'
import { useText } from '../../text/use-text.ts'
import { type Draft, eventText, isTest, newDraft, withType } from './draft.ts'
import { samples } from './samples.ts'

/** The draft of an event, and sending it; then the screen of the event opens. */
export function useTriggerForm(product: string) {
  const { trigger: text } = useText()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(() => newDraft(product))
  const [needsConfirmation, setNeedsConfirmation] = useState(false)
  const { mutate, error, isPending, reset } = useTrigger()
  const key = useIdempotencyKey()
  const once = useOneAtATime()
  const replace = (next: Draft) => {
    setDraft(next)
    setNeedsConfirmation(false)
    reset()
  }
  const send = () => {
    const isUnconfirmed = !isTest(draft) && !draft.isConfirmed
    setNeedsConfirmation(isUnconfirmed)
    if (isUnconfirmed || findJsonError(draft.body) !== undefined) return
    const event = eventText(draft)
    once((done) =>
      mutate(
        { event: parseEvent(event), text: event, idempotencyKey: key.of({ event }) },
        {
          onSuccess: ({ token }) => {
            key.forget()
            notify({ type: 'success', content: text.sent })
            void navigate(paths.integrationEvent(token))
          },
          onSettled: (_, failure) => done(failure === null),
        },
      ),
    )
  }
  return {
    draft,
    set: (change: Partial<Draft>) => replace({ ...draft, ...change }),
    setType: (value: string) => {
      if (isType(value)) replace(withType(draft, value))
    },
    needsConfirmation,
    error,
    isPending,
    send,
  }
}

/** The API checks what was typed. */
function parseEvent(text: string): IntegrationEventInput {
  return JSON.parse(text) as IntegrationEventInput
}

function isType(text: string): text is Draft['type'] {
  return Object.hasOwn(samples, text)
}
