import {
  answerVendor,
  isVendorPath,
  maxBodyBytes,
  tooLarge,
  type VendorPorts,
} from '../../core/integration/vendors/door.ts'
import { tooManyBodies } from '../../core/api/rate-limit.ts'
import { type BodyBudget, withBody } from './request-body.ts'
import { toResponse } from './response.ts'

/** The vendors' door as a `fetch` handler; undefined for other paths. */
export function vendorDoor(ports: VendorPorts, budget: BodyBudget) {
  return (request: Request, address: string | undefined): Promise<Response> | undefined =>
    isVendorPath(pathOf(request.url)) ? answer(request, address) : undefined

  async function answer(request: Request, address: string | undefined): Promise<Response> {
    const { pathname, search } = new URL(request.url)
    const headers = Object.fromEntries(request.headers)
    const { method } = request
    const client = address !== undefined && { address }
    const asked = { method, path: pathname, query: search, headers, ...client }
    const answered = await withBody(request, { limitBytes: maxBodyBytes, budget }, (body) => {
      if (body === 'too large') return tooLarge()
      if (body === 'too many') return tooManyBodies
      return answerVendor({ ...asked, text: Buffer.from(body).toString() }, ports)
    })
    return toResponse(answered)
  }
}

/** Every request of the API passes here: a URL is only parsed if it is a vendor's. */
function pathOf(url: string): string {
  const start = url.indexOf('/', 'https://'.length)
  const end = url.indexOf('?', start)
  return end < 0 ? url.slice(start) : url.slice(start, end)
}
