import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

import { dictionaries, type DictionaryName } from './dictionaries.ts'

/**
 * A packed text is one byte, the text, and the CRC-32 of the text in UTF-8 (big-endian). The byte is
 * 0 where the text is stored as UTF-8, because deflate does not make it smaller. Otherwise it is the
 * number of the dictionary, and the text is a raw deflate stream (RFC 1951). The checksum also
 * reveals a dictionary that was changed.
 */
const asUtf8 = 0
const checksumBytes = 4

/**
 * As `npm run bench:packed` measures: up to 2 KB, larger windows and higher levels save nothing; of
 * 200 KB they save 1 % and take up to three times as long.
 */
const options = { level: 6, windowBits: 13, memLevel: 6 }

/** Packs a text. It has no lone surrogates: UTF-8 cannot express them. */
export function pack(text: string, name: DictionaryName): Uint8Array {
  const bytes = Buffer.from(text)
  const number = newestDictionary(name)
  const deflated = deflateRawSync(bytes, { ...options, dictionary: dictionaryBytes(number) })
  const isSmaller = deflated.length < bytes.length
  const checksum = Buffer.alloc(checksumBytes)
  checksum.writeUInt32BE(crc32(bytes))
  const parts = [Buffer.of(isSmaller ? number : asUtf8), isSmaller ? deflated : bytes, checksum]
  // Its own bytes: a small Buffer is a part of Node's pool, which copies would take along.
  return new Uint8Array(Buffer.concat(parts))
}

/** The text, whichever version packed it. Throws when the bytes are damaged. */
export function unpack(packed: Uint8Array): string {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength)
  const end = bytes.length - checksumBytes
  if (end < 1) throw unpackError(`${bytes.length} bytes are too few`)

  const text = inflated(bytes.readUInt8(0), bytes.subarray(1, end))
  if (crc32(text) !== bytes.readUInt32BE(end)) throw unpackError('the checksum differs')
  return text.toString()
}

function inflated(number: number, body: Buffer): Buffer {
  if (number === asUtf8) return body
  const dictionary = dictionaryBytes(number)
  if (dictionary === undefined) throw unpackError(`there is no dictionary ${number}`)
  try {
    return inflateRawSync(body, { dictionary })
  } catch (error) {
    throw unpackError(error instanceof Error ? error.message : String(error))
  }
}

/** The number of the newest dictionary of this name: its place in the list, from 1. */
function newestDictionary(name: DictionaryName): number {
  return dictionaries.findLastIndex((one) => one.name === name) + 1
}

const loaded = new Map<number, Buffer>()

function dictionaryBytes(number: number): Buffer | undefined {
  const known = loaded.get(number)
  const text = dictionaries[number - 1]?.text
  if (known !== undefined || text === undefined) return known
  const bytes = Buffer.from(text)
  loaded.set(number, bytes)
  return bytes
}

function unpackError(reason: string): Error {
  return new Error(`Cannot unpack a stored text: ${reason}`)
}
