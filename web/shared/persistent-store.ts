import { type Store, store } from '../common/store.ts'

/** A store whose value this browser remembers; what is there must be good, or it begins anew. */
export function rememberedStore<Value>(
  name: string,
  initial: Value,
  isGood: (value: unknown) => value is Value,
): Store<Value> {
  const key = `postrider.${name}`
  const found = read(key)
  const inner = store(isGood(found) ? found : initial)
  return {
    ...inner,
    set: (value) => {
      inner.set(value)
      write(key, value)
    },
  }
}

/** A browser may refuse its storage; then nothing is remembered. */
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
    // As above.
  }
}
