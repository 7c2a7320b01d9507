import { TextDecoder } from 'node:util'

/**
 * Decodes a body in the character set that its byte order mark, its content type or its XML
 * declaration names, or in UTF-8; invalid bytes become U+FFFD. If `isCut`, an incomplete last character
 * is dropped.
 */
export function decodeText(bytes: Buffer, contentType: string | undefined, isCut: boolean): string {
  return decoderOf(charsetOf(bytes, contentType)).decode(bytes, { stream: isCut })
}

function charsetOf(bytes: Buffer, contentType = ''): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  if (mark === 'fffe') return 'utf-16le'
  if (mark === 'feff') return 'utf-16be'
  const [, named] = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType) ?? []
  const charset = named ?? declaredIn(bytes) ?? 'utf-8'
  // Every second byte of a document in UTF-16 is zero, or most: some servers only say that it is.
  return /^utf-?16/i.test(charset) && !bytes.includes(0) ? 'utf-8' : charset
}

/** The declaration itself is in ASCII. */
function declaredIn(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 128).toString('latin1')
  return /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)/.exec(start)?.[1]
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset)
  } catch {
    return new TextDecoder() // of an unknown name
  }
}
