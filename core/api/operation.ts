import type { JsonText } from '../values/json-text.ts'
import type { Caller, Scope } from './caller.ts'
import type { operator, portalLink } from './roles.ts'

/** The headers that operations read. */
export const requestHeaders = [
  'content-type',
  'idempotency-key',
  'if-match',
  'traceparent',
] as const

/** A request for an operation, after its caller was authorized and its body was parsed. */
export type ApiRequest = {
  caller: Caller
  /** The parameters of the path, such as `id` of `/webhooks/{id}`. */
  params: Readonly<Record<string, string>>
  /** A parameter has several values only if its operation `mayRepeat` it. */
  query: Readonly<Record<string, string | readonly string[]>>
  headers: Readonly<Partial<Record<(typeof requestHeaders)[number], string | undefined>>>
  /** The body, parsed; undefined when there is none. */
  json: unknown
  /** The body as received. */
  text: string
}

export type ApiResponse = {
  status: number
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  body?: unknown
  /** Whether the body has a secret: then it is not stored for repeated requests. */
  isSecret?: true
  /** JSON that is sent unchanged instead of `body`. */
  text?: JsonText
}

/** The body of a response as JSON; undefined when it has none. */
export function textOf({
  body,
  text,
}: Pick<ApiResponse, 'body'> & { text?: string }): string | undefined {
  return text ?? (body === undefined ? undefined : JSON.stringify(body))
}

/** One operation of the API. Without `scope` and `isForAnyRole` it needs no token. */
export type Operation<Ports> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  scope?: Scope | typeof operator | typeof portalLink
  /** Whether any token of a marketplace suffices, whatever its scopes. */
  isForAnyRole?: true
  /** Whether the session of a portal link may not call it: what it makes or ends is not the session's. */
  isClosedToPortals?: true
  /** Whether the body may be omitted, and its content type with it. */
  mayBeEmpty?: boolean
  /** Whether it reads query parameters; the other operations reject them. */
  takesQuery?: true
  /** The query parameters that may be given more than once. */
  mayRepeat?: ReadonlySet<string>
  /** Whether each response is audited: such a GET supports neither HEAD nor `If-None-Match`. */
  isOnRecord?: true
  handle: (request: ApiRequest, ports: Ports) => ApiResponse | Promise<ApiResponse>
}

/** Whether the operation requires a token. */
export function needsToken({
  scope,
  isForAnyRole,
}: Pick<Operation<never>, 'scope' | 'isForAnyRole'>): boolean {
  return scope !== undefined || isForAnyRole === true
}

/** Whether the operation also supports HEAD and `If-None-Match`. */
export function isPlainRead({
  method,
  isOnRecord,
}: Pick<Operation<never>, 'method' | 'isOnRecord'>): boolean {
  return method === 'GET' && isOnRecord !== true
}

/** Whether the operation reads a request body. */
export function takesBody({ method }: Pick<Operation<never>, 'method'>): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH'
}
