/** Shares reads with the same arguments, for the duration of a batch. */
export function oncePerKey<Key extends unknown[], Found>(
  find: (...key: Key) => Promise<Found>,
): (...key: Key) => Promise<Found> {
  const found = new Map<string, Promise<Found>>()
  return (...key) => {
    const name = JSON.stringify(key)
    const result = found.get(name) ?? find(...key)
    found.set(name, result)
    return result
  }
}
