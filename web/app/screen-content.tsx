import { type ReactNode, useEffect } from 'react'

const contentId = 'content'

/** True once the first screen is there: that one leaves the focus where the browser begins. */
let isFirstDrawn = false

/** The content of a screen, which takes the focus when somebody comes from another one. */
export function ScreenContent({ children }: { children: ReactNode }) {
  useEffect(() => {
    if (isFirstDrawn) focusContent()
    isFirstDrawn = true
  }, [])
  return (
    <div id={contentId} className="screen-content" tabIndex={-1}>
      {children}
    </div>
  )
}

export function focusContent(): void {
  document.getElementById(contentId)?.focus({ preventScroll: true })
}
