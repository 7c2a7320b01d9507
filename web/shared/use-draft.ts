import { useEffect, useEffectEvent, useRef, useState } from 'react'

/** Holds drafts of a form while its screen is not open: in memory alone, for they may have secrets. */
type DraftKeeper<Draft> = {
  find: (of: string) => Draft | undefined
  keep: (of: string, draft: Draft | undefined) => void
}

export function draftKeeper<Draft>(): DraftKeeper<Draft> {
  const drafts = new Map<string, Draft>()
  return {
    find: (of) => drafts.get(of),
    keep: (of, draft) => {
      if (draft === undefined) drafts.delete(of)
      else drafts.set(of, draft)
    },
  }
}

/** What a form is about, and what stands in it at first. */
type Begin<Draft> = { of: string; initial: Draft }

export type KeptDraft<Draft> = ReturnType<typeof useKeptDraft<Draft>>

/**
 * A draft that is there again when its screen was left and is opened again: nobody is asked when the
 * address is changed by hand. `settle` ends that for what stands there now, for it is saved or not
 * wanted; what is typed afterwards is a draft again.
 */
export function useKeptDraft<Draft>(keeper: DraftKeeper<Draft>, { of, initial }: Begin<Draft>) {
  const [found, setFound] = useState(() => keeper.find(of))
  const [draft, setDraft] = useState(found ?? initial)
  const settled = useRef<string>(undefined)
  const isDirty = () => {
    const typed = JSON.stringify(draft)
    return typed !== settled.current && typed !== JSON.stringify(initial)
  }
  const keep = useEffectEvent(() => {
    keeper.keep(of, isDirty() ? draft : undefined)
  })
  useEffect(
    () => () => {
      keep()
    },
    [],
  )
  return {
    draft,
    setDraft,
    isDirty,
    isBack: found !== undefined,
    settle: () => {
      settled.current = JSON.stringify(draft)
      setFound(undefined)
      keeper.keep(of, undefined) // its screen may have been left meanwhile
    },
    startOver: () => {
      setFound(undefined)
      setDraft(initial)
    },
  }
}
