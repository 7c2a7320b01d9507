import { useSyncExternalStore } from 'react'

/** A value that lives outside of React, and those who watch it. */
export type Store<Value> = {
  get: () => Value
  set: (value: Value) => void
  watch: (onChange: () => void) => () => void
}

export function store<Value>(initial: Value): Store<Value> {
  const watchers = new Set<() => void>()
  let current = initial
  return {
    get: () => current,
    set: (value) => {
      if (Object.is(value, current)) return
      current = value
      for (const onChange of watchers) onChange()
    },
    watch: (onChange) => {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
  }
}

/** The value as it is now; the component is drawn again when it changes. */
export function useStore<Value>({ watch, get }: Store<Value>): Value {
  return useSyncExternalStore(watch, get)
}
