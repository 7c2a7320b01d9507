import { useEffect, useEffectEvent, useRef, useState } from 'react'

/** Holds drafts of a form while its screen is not open: in memory alone, for they may have secrets. */
export type DraftKeeper<Draft> = {
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
 * address is changed by hand. `drop` ends that, for it is saved or not wanted.
 */
export function useKeptDraft<Draft>(keeper: DraftKeeper<Draft>, { of, initial }: Begin<Draft>) {
  const [found, setFound] = useState(() => keeper.find(of))
  const [draft, setDraft] = useState(found ?? initial)
  const isDropped = useRef(false)
  const isDirty = () => !isDropped.current && JSON.stringify(draft) !== JSON.stringify(initial)
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
    drop: () => {
      isDropped.current = true
    },
    startOver: () => {
      setFound(undefined)
      setDraft(initial)
    },
  }
}
