import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'

import { setContentWidth } from '../shared/width.ts'

const contentId = 'content'

/** The first screen does not take the focus. */
let hasDrawn = false

/** The content of a screen. Takes the focus when the screen changes. */
export function ScreenContent({ children }: { children: ReactNode }) {
  useEffect(() => {
    if (hasDrawn) focusContent()
    hasDrawn = true
  }, [])
  const container = useWidth()
  return (
    <div ref={container} id={contentId} className="screen-content" tabIndex={-1}>
      {children}
    </div>
  )
}

/** Measures the width before the first paint and on every resize. */
function useWidth() {
  const container = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const content = container.current
    if (content === null) return undefined
    setContentWidth(content.clientWidth)
    const observer = new ResizeObserver(() => setContentWidth(content.clientWidth))
    observer.observe(content)
    return () => observer.disconnect()
  }, [])
  return container
}

export function focusContent(): void {
  document.getElementById(contentId)?.focus({ preventScroll: true })
}
