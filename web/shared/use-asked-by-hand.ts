import { useEffect, useEffectEvent } from 'react'
import { useNavigate } from 'react-router'

/**
 * Goes to an address that was written by hand as if it were a link: the router cannot hold back what
 * the browser has gone to already. So the browser goes back first, and the router asks.
 */
export function useAskedByHand(isDirty: () => boolean): void {
  const navigate = useNavigate()
  const mayLose = useEffectEvent(isDirty)
  const go = useEffectEvent((place: string) => void navigate(place))
  useEffect(() => {
    let wanted: string | undefined
    const hold = (event: PopStateEvent) => {
      const isBack = wanted !== undefined
      const isByHand = event.state === null // the router leaves a state with each step of its own
      if (!isBack && !(isByHand && mayLose())) return
      event.stopImmediatePropagation()
      if (wanted === undefined) {
        wanted = placeOf(location.hash)
        history.back()
      } else {
        go(wanted)
        wanted = undefined
      }
    }
    window.addEventListener('popstate', hold, { capture: true })
    return () => window.removeEventListener('popstate', hold, { capture: true })
  }, [])
}

function placeOf(hash: string): string {
  return `/${hash.replace(/^#?\/?/, '')}`
}
