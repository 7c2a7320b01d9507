/** A value, or several of which one is enough. */
export type Several<One> = One | readonly One[]

/** The values that a filter names; undefined if it is not set. */
export function valuesOf<One extends string | number>(
  wanted: Several<One> | undefined,
): readonly One[] | undefined {
  return typeof wanted === 'object' || wanted === undefined ? wanted : [wanted]
}
