import { type ApiAnswer, isPlainRead, problem, type Route } from './endpoint.ts'

export type Found<Needs> = { route: Route<Needs>; params: Record<string, string> }

/** The route of a request and what stands in its path's places; or why there is none. */
export function findRoute<Needs>(
  routes: readonly Route<Needs>[],
  { method, path }: { method: string; path: string },
): Found<Needs> | ApiAnswer {
  const there = routes.flatMap((route) => {
    const params = paramsOf(route.path, path)
    return params === undefined ? [] : [{ route, params }]
  })
  const found = there.find(({ route }) => route.method === method)
  if (found !== undefined) return found
  if (there.length === 0) return problem(404, `Cannot find ${path}: there is no such resource`)

  return wrongMethod(
    { method, path },
    there.map(({ route }) => route),
  )
}

/** The 405 that says what the path takes. */
export function wrongMethod(
  { method, path }: { method: string; path: string },
  there: readonly Pick<Route<never>, 'method' | 'isOnRecord'>[],
): ApiAnswer {
  const allow = there
    .flatMap((route) => (isPlainRead(route) ? ['GET', 'HEAD'] : route.method))
    .join(', ')
  return problem(405, `Cannot ${method} ${path}: it takes ${allow}`, { headers: { allow } })
}

/** `/webhooks/{id}` and `/webhooks/1` → `{ id: '1' }`; undefined when they do not match. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined

  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith('{') && value !== '') params[part.slice(1, -1)] = value
    else if (part !== value) return undefined
  }
  return params
}
