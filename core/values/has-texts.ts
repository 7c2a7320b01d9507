/** Whether a JSON value is an object in which each of these members is a text. */
export function hasTexts<Name extends string>(
  json: unknown,
  names: readonly Name[],
): json is Record<Name, string> & Readonly<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null) return false
  const members: Readonly<Record<string, unknown>> = { ...json }
  return names.every((name) => typeof members[name] === 'string')
}
