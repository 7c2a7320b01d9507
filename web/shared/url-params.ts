/** What an address gives of `names`; what it leaves empty is not given. */
export function readNames<Name extends string>(
  params: URLSearchParams,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const given: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = params.get(name)
    if (value !== null && value !== '') given[name] = value
  }
  return given
}

type Change = Readonly<Record<string, string | undefined>>

/** The same address with a change: what is empty then is not in it. */
export function changed(params: URLSearchParams, change: Change): URLSearchParams {
  const after = new URLSearchParams(params)
  for (const [name, value = ''] of Object.entries(change)) {
    if (value === '') after.delete(name)
    else after.set(name, value)
  }
  return after
}
