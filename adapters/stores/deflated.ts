import { pack, unpack } from './packed.ts'
import type { Packing } from './packing.ts'

/**
 * Content compressed with a dictionary of its kind: the facts in a line, and the text as it is.
 * DynamoDB counts every kilobyte that is written.
 */
export const deflated: Packing = {
  pack: ({ facts, text }, kind) => {
    const line = JSON.stringify(facts)
    return pack(text === undefined ? line : `${line}\n${text}`, kind)
  },

  unpack: (stored) => {
    if (!(stored instanceof Uint8Array)) throw new Error('Cannot unpack a row: it has no bytes')
    const whole = unpack(stored)
    const end = whole.indexOf('\n')
    if (end === -1) return { facts: factsIn(whole) }
    return { facts: factsIn(whole.slice(0, end)), text: whole.slice(end + 1) }
  },
}

function factsIn(line: string): object {
  return JSON.parse(line) as object
}
