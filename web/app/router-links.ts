import { useEffect } from 'react'
import { useNavigate } from 'react-router'

/**
 * Hands links between screens to the router, whatever component draws them: the browser would follow
 * them too, but without asking whether something typed would be lost.
 */
export function useRouterLinks(): void {
  const navigate = useNavigate()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const place = placeOf(event)
      if (place === undefined) return
      event.preventDefault()
      void navigate(place)
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [navigate])
}

/** Where a plain click on a link leads to within the page; undefined for any other. */
function placeOf(event: MouseEvent): string | undefined {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented } = event
  if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return undefined

  const link = target instanceof Element ? target.closest('a[href^="#/"]') : null
  if (link === null || link.getAttribute('target') === '_blank') return undefined
  return link.getAttribute('href')?.slice(1)
}
