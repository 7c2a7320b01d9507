import { useEffect, useRef } from 'react'

/** Scrolled further, the user is reading. */
const scrolledPx = 80

type FreezePorts = { freeze: () => void; unfreeze: () => void }

/**
 * Freezes the rows while the user works with them: hovers, focuses, selects text or has scrolled
 * down. Returns the handlers for the element around the rows.
 */
export function useFreezeOnInteraction({ freeze, unfreeze }: FreezePorts) {
  const container = useRef<HTMLDivElement>(null)
  const isMouseIn = useRef(false)
  const update = () => {
    const hasFocus = container.current?.contains(document.activeElement) === true
    const isSelected = getSelection()?.type === 'Range'
    if (isMouseIn.current || hasFocus || isSelected || scrollY > scrolledPx) freeze()
    else unfreeze()
  }
  const setMouseIn = (isInside: boolean) => {
    isMouseIn.current = isInside
    update()
  }
  useEffect(() => {
    const events = ['scroll', 'focusin', 'focusout', 'selectionchange'] as const
    const later = () => requestAnimationFrame(update) // by then the new element has the focus
    for (const event of events) document.addEventListener(event, later, { passive: true })
    return () => {
      for (const event of events) document.removeEventListener(event, later)
    }
  })
  return {
    ref: container,
    onPointerMove: ({ pointerType }: { pointerType: string }) =>
      setMouseIn(pointerType === 'mouse'),
    onPointerLeave: () => setMouseIn(false),
  }
}
