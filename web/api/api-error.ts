/** A field that the API rejected: its path, such as `authentication.token`, and the error. */
export type FieldError = { path: string; message: string }

/** Why a call failed. */
type Failure =
  /** An error response (RFC 9457). `detail` is empty if it is not from the API. */
  | {
      kind: 'http-error'
      status: number
      detail: string
      errors: readonly FieldError[]
      conflictsWith?: string | undefined
    }
  /** No response: the connection is lost. */
  | { kind: 'unreachable' }
  | { kind: 'timeout' }
  /** The response is not JSON, so it is not from the API. */
  | { kind: 'not-json' }
  /** The session expired, and the user did not sign in again. */
  | { kind: 'signed-out' }

export class ApiError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.kind === 'http-error' ? `${failure.status} ${failure.detail}` : failure.kind)
    this.failure = failure
  }
}

/** The failure of a call; undefined for any other error. */
export function failureOf(error: unknown): Failure | undefined {
  return error instanceof ApiError ? error.failure : undefined
}

/** The HTTP status of an error response. */
export function statusOf(error: unknown): number | undefined {
  const failure = failureOf(error)
  return failure?.kind === 'http-error' ? failure.status : undefined
}

export function fieldErrorsOf(error: unknown): readonly FieldError[] {
  const failure = failureOf(error)
  return failure?.kind === 'http-error' ? failure.errors : []
}

/** The id of the webhook that a new one conflicts with. */
export function conflictOf(error: unknown): string | undefined {
  const failure = failureOf(error)
  return failure?.kind === 'http-error' ? failure.conflictsWith : undefined
}

/** Parses an error response, which may come from a gateway. */
export async function httpFailureOf(response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => undefined)
  const { detail, errors, conflictsWith } = isProblem(body) ? body : {}
  return {
    kind: 'http-error',
    status: response.status,
    detail: detail ?? '',
    errors: errors ?? [],
    ...(conflictsWith !== undefined && { conflictsWith }),
  }
}

type Problem = { detail?: string; errors?: FieldError[]; conflictsWith?: string }

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'detail' in body
}
