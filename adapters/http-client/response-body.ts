import type { IncomingMessage } from 'node:http'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib'
import type { Transform } from 'node:stream'

import type { Cut } from '../../core/deliveries/http-exchange.ts'

/**
 * So much of an answer is read, after decompression; and twice as much before, should it yield
 * nothing.
 */
const readLimitBytes = 64 * 1024
const rawLimitBytes = 2 * readLimitBytes

/** What was read of an answer's body, and why not all of it, if so. */
export type ResponseBody = { text: string; cut?: Cut }

/**
 * Reads an answer's body, decompressed, up to a limit. When it is not read to its end its
 * connection is destroyed; whoever destroys the answer meanwhile gets what came until then.
 */
export function readBody(answer: IncomingMessage): Promise<ResponseBody> {
  return new Promise((settle) => {
    const chunks: Buffer[] = []
    let bytes = 0
    let rawBytes = 0
    let decoder: Transform | undefined

    const finish = (cut?: Cut) => {
      if (cut !== undefined) answer.destroy()
      decoder?.destroy()
      settle({ text: textOf(chunks, cut), ...(cut && { cut }) })
    }
    const take = (chunk: Buffer) => {
      chunks.push(chunk.subarray(0, readLimitBytes - bytes))
      bytes += chunk.length
      if (bytes > readLimitBytes) finish('size')
    }
    const startDecoder = (chunk: Buffer) => {
      decoder = decoderFor(answer.headers['content-encoding'], chunk)
      decoder?.on('data', take)
      decoder?.on('drain', () => answer.resume())
      decoder?.on('error', ({ code }: NodeJS.ErrnoException) => {
        finish(code === 'Z_BUF_ERROR' && !answer.complete ? 'connection' : 'encoding')
      })
      decoder?.on('end', () => {
        finish(answer.complete ? undefined : 'connection')
      })
    }

    answer.on('data', (chunk: Buffer) => {
      if (rawBytes === 0) startDecoder(chunk)
      rawBytes += chunk.length
      if (decoder === undefined) take(chunk)
      else if (rawBytes > rawLimitBytes) finish('size')
      else if (!decoder.destroyed && !decoder.write(chunk)) answer.pause()
    })
    answer.on('error', () => undefined) // its end is told by what follows
    answer.on('close', () => {
      if (decoder !== undefined) decoder.end()
      else finish(answer.complete ? undefined : 'connection')
    })
  })
}

/** Undefined when the answer is to be kept as it is. */
function decoderFor(encoding: string | undefined, chunk: Buffer): Transform | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      // Some send it without its wrapper, whose first byte ends in 8 for certain.
      return ((chunk[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()
    case 'br':
      return createBrotliDecompress()
    default:
      return undefined
  }
}

/** UTF-8, with a replacement for every invalid byte; a last character that was cut is left out. */
function textOf(chunks: readonly Buffer[], cut: Cut | undefined): string {
  return new TextDecoder().decode(Buffer.concat(chunks), { stream: cut !== undefined })
}
