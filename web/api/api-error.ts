/** One field that the API did not accept: its path, such as `authentication.token`, and why. */
export type FieldError = { path: string; message: string }

/** Why a call brought nothing. */
type Fault =
  /** The API refused it, as RFC 9457 has it; `detail` is empty when it was not the API that answered. */
  | {
      kind: 'refused'
      status: number
      detail: string
      errors: readonly FieldError[]
      conflictsWith?: string | undefined
    }
  /** No answer came: the connection is lost, or nobody listens there. */
  | { kind: 'unreachable' }
  /** No answer came in time. */
  | { kind: 'timeout' }
  /** What came is no JSON: something between the API and here answered instead. */
  | { kind: 'unreadable' }
  /** The sign-in has ended, and whoever sits there did not want to sign in again. */
  | { kind: 'signed out' }

/** What a call throws, so that React Query sees that it failed. */
export class ApiFault extends Error {
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.kind === 'refused' ? `${fault.status} ${fault.detail}` : fault.kind)
    this.fault = fault
  }
}

/** What went wrong, if it was a call. */
export function faultOf(error: unknown): Fault | undefined {
  return error instanceof ApiFault ? error.fault : undefined
}

/** The status that the API refused it with, if it did. */
export function statusOf(error: unknown): number | undefined {
  const fault = faultOf(error)
  return fault?.kind === 'refused' ? fault.status : undefined
}

/** The fields that the API did not accept, if that was it. */
export function fieldErrorsOf(error: unknown): readonly FieldError[] {
  const fault = faultOf(error)
  return fault?.kind === 'refused' ? fault.errors : []
}

/** The id of the webhook that is in the way, if the API refused it for that. */
export function conflictOf(error: unknown): string | undefined {
  const fault = faultOf(error)
  return fault?.kind === 'refused' ? fault.conflictsWith : undefined
}

/** What an answer that is not a success says. Others than the API may have given it. */
export async function refusalOf(response: Response): Promise<Fault> {
  const body: unknown = await response.json().catch(() => undefined)
  const { detail, errors, conflictsWith } = isProblem(body) ? body : {}
  return {
    kind: 'refused',
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
