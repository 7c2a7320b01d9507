import { type ApiResponse, isPlainRead, problem, type Operation } from './operation.ts'

export type Found<Ports> = { route: Operation<Ports>; params: Record<string, string> }

/** The route of a request and what stands in its path's places; or why there is none. */
export function findRoute<Ports>(
  routes: readonly Operation<Ports>[],
  { method, path }: { method: string; path: string },
): Found<Ports> | ApiResponse {
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
  there: readonly Pick<Operation<never>, 'method' | 'isOnRecord'>[],
): ApiResponse {
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
