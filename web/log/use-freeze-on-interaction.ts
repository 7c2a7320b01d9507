import { useEffect, useRef } from 'react'

/** Scrolled so far, somebody reads further down. */
const readingPx = 80

type Hold = { hold: () => void; release: () => void }

/**
 * Whether somebody has a hand on the rows: a mouse or a keyboard's focus is in them, text is
 * selected, or they are read further down. Gives what the element around the rows listens to.
 */
export function useHold({ hold, release }: Hold) {
  const place = useRef<HTMLDivElement>(null)
  const isMouseIn = useRef(false)
  const look = () => {
    const hasFocus = place.current?.contains(document.activeElement) === true
    const isSelected = getSelection()?.type === 'Range'
    if (isMouseIn.current || hasFocus || isSelected || scrollY > readingPx) hold()
    else release()
  }
  const move = (isIn: boolean) => {
    isMouseIn.current = isIn
    look()
  }
  useEffect(() => {
    const events = ['scroll', 'focusin', 'focusout', 'selectionchange'] as const
    const later = () => requestAnimationFrame(look) // what has the focus then is known by then
    for (const event of events) document.addEventListener(event, later, { passive: true })
    return () => {
      for (const event of events) document.removeEventListener(event, later)
    }
  })
  return {
    ref: place,
    onPointerMove: ({ pointerType }: { pointerType: string }) => move(pointerType === 'mouse'),
    onPointerLeave: () => move(false),
  }
}
