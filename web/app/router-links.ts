import { useEffect } from 'react'
import { useNavigate } from 'react-router'

/**
 * Lets the router follow links between screens, whichever component drew them. The browser would
 * follow them without asking about unsaved changes.
 */
export function useRouterLinks(): void {
  const navigate = useNavigate()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const path = pathOf(event)
      if (path === undefined) return
      event.preventDefault()
      void navigate(path)
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [navigate])
}

/** The path of a plain click on a link within the page; undefined for any other click. */
function pathOf(event: MouseEvent): string | undefined {
  if (!isPlainClick(event)) return undefined

  const { target } = event
  const link = target instanceof Element ? target.closest('a[href^="#/"]') : null
  if (link === null || link.getAttribute('target') === '_blank') return undefined
  return link.getAttribute('href')?.slice(1)
}

/** Whether it is unhandled, of the main button, and without a modifier key. */
function isPlainClick(event: MouseEvent): boolean {
  const hasModifier = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  return !event.defaultPrevented && event.button === 0 && !hasModifier
}
