type Present<T> = { [Name in keyof T]?: NonNullable<T[Name]> }

/** Without the members that are null or undefined. */
export function present<T extends object>(members: T): Present<T> {
  const entries = Object.entries(members).filter(([, value]) => value != null)
  return Object.fromEntries(entries) as Present<T>
}
