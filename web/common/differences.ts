/** A place where two JSON values differ. A side without a value there has none. */
export type Difference = { path: string; before: string | undefined; after: string | undefined }

/** Where two JSON values differ, by the paths of their members, in the order of their appearance. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [old, recent] = [new Map(leavesOf(before)), new Map(leavesOf(after))]
  return [...new Set([...old.keys(), ...recent.keys()])]
    .map((path) => ({ path, before: old.get(path), after: recent.get(path) }))
    .filter((one) => one.before !== one.after)
}

/** The texts, numbers and empty members of a value, as JSON, by their paths: `order.lines[0].id`. */
function leavesOf(json: unknown, path = ''): [string, string][] {
  if (json === undefined) return []
  const members = membersOf(json, path)
  if (members.length === 0) return [[path, JSON.stringify(json)]]
  return members.flatMap(([inner, value]) => leavesOf(value, inner))
}

function membersOf(json: unknown, path: string): [string, unknown][] {
  if (typeof json !== 'object' || json === null) return []
  if (Array.isArray(json)) return json.map((one, index) => [`${path}[${index}]`, one])
  return Object.entries(json).map(([name, value]) => [
    path === '' ? name : `${path}.${name}`,
    value,
  ])
}
