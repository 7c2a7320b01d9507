/** Whether a JSON value is an object in which each of these members is a text. */
export function hasTexts<Name extends string>(
  json: unknown,
  names: readonly Name[],
): json is Record<Name, string> & Readonly<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null) return false
  return names.every((name) => typeof Reflect.get(json, name) === 'string')
}
