import type { IncomingMessage } from 'node:http'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { Transform } from 'node:stream'

import type { Cut } from '../../core/deliveries/http-exchange.ts'
import { decodeText } from './decode-text.ts'

/**
 * At most this much of a response is read after decompression, and twice as much before, so that a
 * body that decompresses to nothing ends too.
 */
const readLimitBytes = 64 * 1024
const rawLimitBytes = 2 * readLimitBytes

/** What was read of a response's body; `cut` says why that is not all of it. */
type ResponseBody = { text: string; cut?: Cut }

/**
 * Reads and decompresses a response's body, up to the limit. A body that is not read to its end
 * closes the connection. If the caller destroys the response meanwhile, the text so far is
 * returned.
 */
export function readBody(response: IncomingMessage): Promise<ResponseBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    let rawBytes = 0
    let decoder: Transform | undefined

    const finish = (cut?: Cut) => {
      if (cut !== undefined) response.destroy()
      decoder?.destroy()
      const contentType = response.headers['content-type']
      const text = decodeText(Buffer.concat(chunks), contentType, cut !== undefined)
      resolve({ text, ...(cut && { cut }) })
    }
    const take = (chunk: Buffer) => {
      chunks.push(chunk.subarray(0, readLimitBytes - bytes))
      bytes += chunk.length
      if (bytes > readLimitBytes) finish('size')
    }
    const startDecoder = (chunk: Buffer) => {
      decoder = decoderFor(response.headers['content-encoding'], chunk)
      decoder?.on('data', take)
      decoder?.on('drain', () => response.resume())
      decoder?.on('error', ({ code }: NodeJS.ErrnoException) => {
        finish(code === 'Z_BUF_ERROR' && !response.complete ? 'connection' : 'encoding')
      })
      decoder?.on('end', () => {
        finish(response.complete ? undefined : 'connection')
      })
    }

    response.on('data', (chunk: Buffer) => {
      if (rawBytes === 0) startDecoder(chunk)
      rawBytes += chunk.length
      if (decoder === undefined) take(chunk)
      else if (rawBytes > rawLimitBytes) finish('size')
      else if (!decoder.destroyed && !decoder.write(chunk)) response.pause()
    })
    response.on('error', () => undefined) // 'close' follows and ends the body
    response.on('close', () => {
      if (decoder !== undefined) decoder.end()
      else finish(response.complete ? undefined : 'connection')
    })
  })
}

/** Undefined if the body is not compressed. */
function decoderFor(encoding: string | undefined, chunk: Buffer): Transform | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      // Some servers send raw DEFLATE. In the zlib format, the low 4 bits of the first byte are 8.
      return ((chunk[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()
    case 'br':
      return createBrotliDecompress()
    default:
      return undefined
  }
}
