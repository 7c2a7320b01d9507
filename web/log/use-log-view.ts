import { useLocation, useSearchParams } from 'react-router'

import type { LogPage } from '../api/log-page.ts'
import { type LogView, readView, writeView } from './log-view.ts'

/** The pages on the way to this one, so that one can go back: where each begins, from the second on. */
type Trail = readonly string[]

/** What the address of the log says: what it is narrowed to, and the page. */
export function useLogAddress() {
  const [params, setParams] = useSearchParams()
  const view = readView(params)
  const after = params.get('after') ?? undefined
  const at = params.get('at') ?? undefined
  const trail = useTrail(after)
  const number = after === undefined ? 1 : trail.indexOf(after) + 2

  const show = (change: Partial<LogView>) => {
    setParams(writeView({ ...view, ...change }), { preventScrollReset: true })
  }
  const goTo = (wanted: number, { cursor, at: measuredAt }: Pick<LogPage, 'cursor' | 'at'>) => {
    const known = trail.slice(0, Math.max(number - 1, 0))
    const next = wanted > number && cursor !== undefined ? [...known, cursor] : trail
    const begin = next[wanted - 2]
    const target = writeView(view)
    if (begin !== undefined) {
      target.set('after', begin)
      target.set('at', measuredAt)
    }
    setParams(target, { state: { trail: next } })
  }
  return { view, after, at, number, show, goTo }
}

/** Who comes by an address alone knows of no pages between the first one and this. */
function useTrail(after: string | undefined): Trail {
  const state: unknown = useLocation().state
  const { trail } = isWithTrail(state) ? state : { trail: [] }
  if (after === undefined || trail.includes(after)) return trail
  return [after]
}

function isWithTrail(state: unknown): state is { trail: string[] } {
  return (
    typeof state === 'object' && state !== null && 'trail' in state && Array.isArray(state.trail)
  )
}
