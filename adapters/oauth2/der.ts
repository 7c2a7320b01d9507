/** The parts of DER (ITU-T X.690) that a certificate is made of. */

export const integer = (bytes: Buffer) => element(0x02, bytes)
export const bitString = (bytes: Buffer) => element(0x03, Buffer.concat([Buffer.from([0]), bytes]))
export const oid = (hex: string) => element(0x06, Buffer.from(hex, 'hex'))
export const utf8 = (text: string) => element(0x0c, Buffer.from(text))
export const sequence = (...parts: readonly Buffer[]) => element(0x30, Buffer.concat(parts))
export const set = (...parts: readonly Buffer[]) => element(0x31, Buffer.concat(parts))
export const tagged = (number: number, part: Buffer) => element(0xa0 + number, part)

/** A time before 2050, to the second: `YYMMDDhhmmssZ`. */
export function utcTime(time: Date): Buffer {
  const digits = time.toISOString().replace(/\D/g, '').slice(2, 14)
  return element(0x17, Buffer.from(`${digits}Z`))
}

/** A tag, the length and the bytes; a length from 128 follows the number of its own bytes. */
function element(tag: number, bytes: Buffer): Buffer {
  const { length } = bytes
  const size = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : size)]), bytes])
}
