/** How many bytes of bodies may be in memory. */
export type BodyBudget = {
  /** Takes that many bytes; false when fewer are left. */
  take: (bytes: number) => boolean
  free: (bytes: number) => void
}

export function bodyBudget(maxBytes: number): BodyBudget {
  let left = maxBytes
  return {
    take: (bytes) => {
      if (bytes > left) return false
      left -= bytes
      return true
    },
    free: (bytes) => {
      left += bytes
    },
  }
}

type Body = Uint8Array<ArrayBuffer>
type Read = {
  limitBytes: number
  budget?: BodyBudget | undefined
  /** What the body may take besides, once it is decompressed. */
  plainBytes?: number
}

/**
 * Reads the body and handles the request; its bytes count until the response is there. Without a
 * budget there is no limit for all requests together.
 */
export async function withBody<Response>(
  request: Request,
  { limitBytes, budget, plainBytes = 0 }: Read,
  handle: (body: Body | 'too large' | 'too many') => Promise<Response> | Response,
): Promise<Response> {
  const declared = declaredBytes(request)
  if (declared !== undefined && declared > limitBytes) return handle('too large')
  const bytes = (declared ?? limitBytes) + plainBytes
  if (budget?.take(bytes) === false) return handle('too many')
  try {
    return await handle(await read(request, declared, limitBytes))
  } finally {
    budget?.free(bytes)
  }
}

/** The server reads no more than the declared length, so such a body needs no stream. */
async function read(request: Request, declared: number | undefined, limitBytes: number) {
  if (declared !== undefined) return new Uint8Array(await request.arrayBuffer())
  if (request.body === null) return new Uint8Array()
  return (await collected(request.body, limitBytes)) ?? 'too large'
}

function declaredBytes({ headers }: Request): number | undefined {
  const length = /^\d+$/.exec(headers.get('content-length') ?? '')?.[0]
  return length === undefined || headers.has('transfer-encoding') ? undefined : Number(length)
}

/**
 * Copies the chunks into one buffer: as objects, chunks of one byte each would take a hundred times their
 * size.
 */
async function collected(
  stream: ReadableStream<Uint8Array>,
  limitBytes: number,
): Promise<Body | undefined> {
  let buffer = new Uint8Array(Math.min(limitBytes, 4_096))
  let length = 0
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return buffer.subarray(0, length)
    const needed = length + value.length
    if (needed > limitBytes) return undefined
    if (needed > buffer.length) {
      const larger = new Uint8Array(Math.min(limitBytes, Math.max(needed, 2 * buffer.length)))
      larger.set(buffer)
      buffer = larger
    }
    buffer.set(value, length)
    length = needed
  }
}
