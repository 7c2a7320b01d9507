import {
  answerVendor,
  isVendorPath,
  maxBodyBytes,
  tooLarge,
  type VendorPorts,
} from '../../core/integration/vendors/door.ts'
import { toResponse, withDefaultHeaders } from './response.ts'

/** The vendors' door as a `fetch` handler; undefined for other paths. */
export function vendorDoor(ports: VendorPorts) {
  return async (request: Request, address: string | undefined): Promise<Response | undefined> => {
    const { pathname, search } = new URL(request.url)
    if (!isVendorPath(pathname)) return undefined
    const text = await textUpTo(maxBodyBytes, request)
    if (text === undefined) return toResponse(tooLarge())
    const response = await answerVendor(
      {
        method: request.method,
        path: pathname,
        query: search,
        headers: Object.fromEntries(request.headers),
        text,
        ...(address !== undefined && { address }),
      },
      ports,
    )
    const { status, headers, text: body } = withDefaultHeaders(response)
    return new Response(request.method === 'HEAD' ? null : (body ?? null), { status, headers })
  }
}

/** The body as text; undefined when it is larger than the limit. */
async function textUpTo(limit: number, request: Request): Promise<string | undefined> {
  if (request.body === null) return ''
  if (Number(request.headers.get('content-length') ?? 0) > limit) return undefined
  const chunks: Uint8Array[] = []
  let length = 0
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > limit) return undefined
    chunks.push(value)
  }
  return Buffer.concat(chunks).toString()
}
