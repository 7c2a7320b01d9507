/**
 * The frames of a backup: a kind, two lengths of four bytes, a name and a value. After the header, a
 * line of JSON, come frames of keys and entries, one of kind `end`, and a checksum.
 */
const kinds = { end: 0, keyFile: 1, entry: 2 } as const

export type Frame = { kind: keyof typeof kinds; name: Buffer; value: Buffer }

const headBytes = 9

/** Far more than an entry has. A longer length is damage, and must not be waited for. */
const maxBytes = 64 * 1024 * 1024

export function frame(kind: Frame['kind'], name: Buffer, value: Buffer): Buffer {
  return Buffer.concat(frameParts(kind, name, value))
}

/** The same, for many that are put together in one go. */
export function frameParts(kind: Frame['kind'], name: Buffer, value: Buffer): Buffer[] {
  const head = Buffer.alloc(headBytes)
  head.writeUInt8(kinds[kind], 0)
  head.writeUInt32BE(name.length, 1)
  head.writeUInt32BE(value.length, 5)
  return [head, name, value]
}

/** The frame after all others: it has the number of entries. */
export function endFrame(entries: number): Buffer {
  return frame('end', Buffer.alloc(0), Buffer.from(String(entries)))
}

/** The first frame in the bytes, and where the next one begins; undefined if it is incomplete. */
export function readFrame(bytes: Buffer): { frame: Frame; next: number } | undefined {
  if (bytes.length < headBytes) return undefined
  const kind = kindOf(bytes.readUInt8(0))
  const valueAt = headBytes + bytes.readUInt32BE(1)
  const next = valueAt + bytes.readUInt32BE(5)
  if (next > maxBytes) throw new Error('a length is impossible')
  if (bytes.length < next) return undefined
  const name = bytes.subarray(headBytes, valueAt)
  return { frame: { kind, name, value: bytes.subarray(valueAt, next) }, next }
}

function kindOf(byte: number): Frame['kind'] {
  switch (byte) {
    case kinds.end:
      return 'end'
    case kinds.keyFile:
      return 'keyFile'
    case kinds.entry:
      return 'entry'
    default:
      throw new Error('a kind is unknown')
  }
}
