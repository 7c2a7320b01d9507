import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'

import { measured } from '../shared/width.ts'

const contentId = 'content'

/** True once the first screen is there: that one leaves the focus where the browser begins. */
let isFirstDrawn = false

/** The content of a screen, which takes the focus when somebody comes from another one. */
export function ScreenContent({ children }: { children: ReactNode }) {
  useEffect(() => {
    if (isFirstDrawn) focusContent()
    isFirstDrawn = true
  }, [])
  const place = useWidth()
  return (
    <div ref={place} id={contentId} className="screen-content" tabIndex={-1}>
      {children}
    </div>
  )
}

/** Tells how wide it is, before it is drawn and whenever that changes. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const content = place.current
    if (content === null) return undefined
    measured(content.clientWidth)
    const observer = new ResizeObserver(() => measured(content.clientWidth))
    observer.observe(content)
    return () => observer.disconnect()
  }, [])
  return place
}

export function focusContent(): void {
  document.getElementById(contentId)?.focus({ preventScroll: true })
}
