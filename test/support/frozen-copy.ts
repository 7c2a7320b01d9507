import type { Item } from '../../core/ports.ts'

/** A deeply frozen copy of the item as JSON would make it, without undefined members. */
export function frozenCopy({ pk, sk, ...attributes }: Item): Item {
  const copy: Item = { pk, sk }
  copyMembers(attributes, copy)
  return Object.freeze(copy)
}

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  if (Array.isArray(value)) return Object.freeze(value.map(frozen))
  const copy = {}
  copyMembers(value, copy)
  return Object.freeze(copy)
}

function copyMembers(from: object, to: Record<string, unknown>): void {
  for (const name of Object.keys(from)) {
    const value: unknown = Reflect.get(from, name)
    if (value !== undefined) to[name] = frozen(value)
  }
}
