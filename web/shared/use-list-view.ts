import { useLocation, useSearchParams } from 'react-router'

import type { FilledPage } from '../api/fill-page.ts'
import type { ListView, Views } from './list-view.ts'

/** The cursors of the visited pages, from the second page on, for going back. */
type Trail = readonly string[]

type Position = Pick<FilledPage<unknown>, 'cursor' | 'at'>

/** The filters and the page of a log, stored in the URL. */
export function useListView<View extends ListView<object>>(views: Views<View>) {
  const [params, setParams] = useSearchParams()
  const view = views.parse(params)
  const after = params.get('after') ?? undefined
  const at = params.get('at') ?? undefined
  const trail = useTrail(after)
  const number = after === undefined ? 1 : trail.indexOf(after) + 2

  const show = (change: Partial<View>) => {
    setParams(views.format({ ...view, ...change }), { preventScrollReset: true })
  }
  const goTo = (pageNumber: number, { cursor, at: measuredAt }: Position) => {
    const visited = trail.slice(0, Math.max(number - 1, 0))
    const next = pageNumber > number && cursor !== undefined ? [...visited, cursor] : trail
    const cursorOfPage = next[pageNumber - 2]
    const target = views.format(view)
    if (cursorOfPage !== undefined) {
      target.set('after', cursorOfPage)
      target.set('at', measuredAt)
    }
    setParams(target, { state: { trail: next } })
  }
  return { view, after, at, number, show, goTo }
}

/** Someone who opens a link knows no cursors of earlier pages. */
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
