import { problem } from '../../api/problem.ts'
import { tooMany } from '../../api/rate-limit.ts'
import { customersPath, eventsPath } from '../vendor-request.ts'
import { isRefusal, recordRefusal, type RefusalPorts } from './record-refusal.ts'
import { readEvent, type ReadEventPorts } from './read-event.ts'
import { takeResult, type TakeResultPorts } from './take-result.ts'
import type { VendorHttpRequest, VendorResponse } from './vendor-http.ts'
import { redirectCustomer, type RedirectPorts } from './redirect.ts'
import { returnCustomer, type ReturnPorts } from './return.ts'
import { issueToken, type IssueTokenPorts, tokenPath } from './issue-token.ts'

/** The largest body that a vendor may send, in bytes. */
export const maxBodyBytes = 65_536

export type VendorPorts = ReadEventPorts &
  TakeResultPorts &
  IssueTokenPorts &
  RedirectPorts &
  ReturnPorts &
  RefusalPorts & {
    /** Seconds until this address may ask again after too many refusals; 0 while it may. */
    mustWait: (address: string) => number
  }

type Route = {
  methods: readonly ('GET' | 'HEAD' | 'POST')[]
  /** `{token}` is the event's. */
  path: string
  handle: (request: VendorHttpRequest, token: string, ports: VendorPorts) => Promise<VendorResponse>
}

/** Every operation of the vendors' door. */
export const vendorRoutes: readonly Route[] = [
  { methods: ['GET', 'HEAD'], path: `${eventsPath}/{token}`, handle: readEvent },
  { methods: ['POST'], path: `${eventsPath}/{token}/result`, handle: takeResult },
  { methods: ['POST'], path: tokenPath, handle: issueToken },
  // Not HEAD, which programs send that show previews of links: a return ends the event.
  { methods: ['GET'], path: `${customersPath}/{token}/redirect`, handle: redirectCustomer },
  { methods: ['GET'], path: `${customersPath}/{token}/return`, handle: returnCustomer },
]

/** A token, in a pattern. */
const id = '([\\w-]{1,64})'

const routes = vendorRoutes.map((route) => ({
  ...route,
  pattern: new RegExp(`^${route.path.replace('{token}', id)}$`),
}))

const customers = new RegExp(`^${customersPath}/${id}/(redirect|return)$`)

/** Whether the path is of the vendors' door. */
export function isVendorPath(path: string): boolean {
  return path === tokenPath || path.startsWith(`${eventsPath}/`) || customers.test(path)
}

/** Handles a request of a vendor. Refusals slow down the address that they go to, and are logged. */
export async function answerVendor(
  request: VendorHttpRequest,
  ports: VendorPorts,
): Promise<VendorResponse> {
  const { path, method, text } = request
  if (Buffer.byteLength(text) > maxBodyBytes) return tooLarge()
  const found = routes.filter(({ pattern }) => pattern.test(path))
  if (found.length === 0) return problem(404, `Cannot find ${path}: there is no such resource`)
  const route = found.find(({ methods }) => methods.some((one) => one === method))
  if (route === undefined) return notAllowed(request, found)
  const [, token = ''] = route.pattern.exec(path) ?? []
  const response = await answer(route, { ...request, token }, ports)
  if (isRefusal(response)) {
    await recordRefusal({ request, path: route.path, token }, response, ports)
  }
  return response
}

async function answer(
  { handle }: Route,
  { token, ...request }: VendorHttpRequest & { token: string },
  ports: VendorPorts,
): Promise<VendorResponse> {
  const waitSeconds = ports.mustWait(request.address ?? '')
  return waitSeconds > 0 ? tooMany(waitSeconds) : handle(request, token, ports)
}

/** The response to a body over the limit. */
export function tooLarge(): VendorResponse {
  return problem(413, `Cannot accept the body: it is larger than ${maxBodyBytes} bytes`)
}

function notAllowed({ method, path }: VendorHttpRequest, found: readonly Route[]): VendorResponse {
  const allow = found.flatMap(({ methods }) => methods).join(', ')
  return problem(405, `Cannot ${method} ${path}: it supports ${allow}`, { headers: { allow } })
}
