import { type Store, store } from '../common/store.ts'

/** A store saved in this browser. An invalid saved value is ignored. */
export function persistentStore<Value>(
  name: string,
  initial: Value,
  isValid: (value: unknown) => value is Value,
): Store<Value> {
  const key = `postrider.${name}`
  const stored = read(key)
  const inner = store(isValid(stored) ? stored : initial)
  return {
    ...inner,
    set: (value) => {
      inner.set(value)
      write(key, value)
    },
  }
}

/** The browser may deny access to its storage. */
function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null')
  } catch {
    return undefined
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // As in `read`.
  }
}
