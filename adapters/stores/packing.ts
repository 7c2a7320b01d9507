import type { DictionaryName } from './dictionaries.ts'

/** What a row says: facts as JSON, and a text that stays as it is. */
type Packed = { facts: object; text?: string | undefined }

/**
 * How a row's content is stored: as it is, or compressed with a dictionary of its kind. What was
 * packed is one attribute.
 */
export type Packing = {
  pack: (content: Packed, dictionary: DictionaryName) => unknown
  unpack: (stored: unknown) => Packed
}

/** Content as it is, for a table that compresses its files. */
export const plain: Packing = {
  pack: (content) => content,
  unpack: (stored) => stored as Packed,
}
