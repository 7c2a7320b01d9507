/** The values of `names` that are set and not empty. */
export function readParams<Name extends string>(
  params: URLSearchParams,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = params.get(name)
    if (value !== null && value !== '') found[name] = value
  }
  return found
}

type Change = Readonly<Record<string, string | undefined>>

/** The parameters with a change. Empty values are removed. */
export function withParams(params: URLSearchParams, change: Change): URLSearchParams {
  const after = new URLSearchParams(params)
  for (const [name, value = ''] of Object.entries(change)) {
    if (value === '') after.delete(name)
    else after.set(name, value)
  }
  return after
}
