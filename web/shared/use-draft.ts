import { useEffect, useEffectEvent, useRef, useState } from 'react'

/** Keeps the drafts of closed forms. In memory only, because drafts may contain secrets. */
type DraftStore<Draft> = {
  find: (key: string) => Draft | undefined
  save: (key: string, draft: Draft | undefined) => void
}

export function draftStore<Draft>(): DraftStore<Draft> {
  const drafts = new Map<string, Draft>()
  return {
    find: (key) => drafts.get(key),
    save: (key, draft) => {
      if (draft === undefined) drafts.delete(key)
      else drafts.set(key, draft)
    },
  }
}

type DraftOptions<Draft> = { key: string; initial: Draft }

export type DraftState<Draft> = ReturnType<typeof useDraft<Draft>>

/**
 * A draft that is restored when its screen is opened again, because a change of the URL cannot be
 * blocked. After `markClean`, the draft is stored only if it is changed again.
 */
export function useDraft<Draft>(store: DraftStore<Draft>, { key, initial }: DraftOptions<Draft>) {
  const [restored, setRestored] = useState(() => store.find(key))
  const [draft, setDraft] = useState(restored ?? initial)
  const clean = useRef<string>(undefined)
  const isDirty = () => {
    const current = JSON.stringify(draft)
    return current !== clean.current && current !== JSON.stringify(initial)
  }
  const save = useEffectEvent(() => {
    store.save(key, isDirty() ? draft : undefined)
  })
  useEffect(
    () => () => {
      save()
    },
    [],
  )
  return {
    draft,
    setDraft,
    isDirty,
    isRestored: restored !== undefined,
    markClean: () => {
      clean.current = JSON.stringify(draft)
      setRestored(undefined)
      store.save(key, undefined) // the screen may have been left by then
    },
    reset: () => {
      setRestored(undefined)
      setDraft(initial)
    },
  }
}
