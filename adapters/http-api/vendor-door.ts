import {
  answerVendor,
  isVendorPath,
  maxBodyBytes,
  tooLarge,
  type VendorPorts,
} from '../../core/integration/vendors/door.ts'
import { toResponse } from './response.ts'

/** The vendors' door as a `fetch` handler; undefined for other paths. */
export function vendorDoor(ports: VendorPorts) {
  return async (request: Request, address: string | undefined): Promise<Response | undefined> => {
    if (!isVendorPath(pathOf(request.url))) return undefined
    const { pathname, search } = new URL(request.url)
    const text = await textUpTo(maxBodyBytes, request)
    if (text === undefined) return toResponse(tooLarge())
    const headers = Object.fromEntries(request.headers)
    const { method } = request
    const client = clientOf(headers['x-forwarded-for'], address)
    const asked = { method, path: pathname, query: search, headers, text, ...client }
    return toResponse(await answerVendor(asked, ports))
  }
}

/** Every request of the API passes here: a URL is only parsed if it is a vendor's. */
function pathOf(url: string): string {
  const start = url.indexOf('/', 'https://'.length)
  const end = url.indexOf('?', start)
  return end < 0 ? url.slice(start) : url.slice(start, end)
}

/**
 * The server listens on the loopback interface only, so that vendors come through a proxy, which adds
 * their address at the end of `X-Forwarded-For`.
 */
function clientOf(forwarded: string | undefined, address: string | undefined) {
  const client = forwarded?.split(',').at(-1)?.trim() ?? address
  return client !== undefined && { address: client }
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
