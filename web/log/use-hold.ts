import { type FocusEvent, useEffect, useRef } from 'react'

/** Scrolled so far, somebody reads further down. */
const readingPx = 80

type Hold = { hold: () => void; release: () => void }

/**
 * Whether somebody has a hand on the rows: a mouse or a keyboard's focus is in them, text of them is
 * selected, or they are read further down. Gives what the element around the rows listens to.
 */
export function useHold({ hold, release }: Hold) {
  const held = useRef({ mouse: false, focus: false })
  const change = (by: Partial<typeof held.current>) => {
    Object.assign(held.current, by)
    if (isHeld(held.current)) hold()
    else release()
  }
  useEffect(() => {
    const onScroll = () => {
      if (isHeld(held.current)) hold()
      else release()
    }
    addEventListener('scroll', onScroll, { passive: true })
    return () => removeEventListener('scroll', onScroll)
  })
  return {
    onPointerEnter: ({ pointerType }: { pointerType: string }) =>
      change({ mouse: pointerType === 'mouse' }),
    onPointerLeave: () => change({ mouse: false }),
    onFocus: () => change({ focus: true }),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) =>
      change({ focus: currentTarget.contains(relatedTarget) }),
  }
}

function isHeld({ mouse, focus }: { mouse: boolean; focus: boolean }): boolean {
  const selection = getSelection()
  return mouse || focus || scrollY > readingPx || selection?.type === 'Range'
}
