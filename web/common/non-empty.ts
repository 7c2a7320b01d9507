/** The fields whose text is not empty. */
export function nonEmpty<Fields extends Readonly<Record<string, string>>>(fields: Fields) {
  const entries = Object.entries(fields).filter(([, value]) => value !== '')
  return Object.fromEntries(entries) as Partial<Fields>
}
