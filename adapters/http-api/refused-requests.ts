import * as z from 'zod'

import type { ApiResponse, Operation } from '../../core/api/operation.ts'
import type { Log } from '../../core/ports.ts'
import { limitedLog } from '../common/sampled-lines.ts'

const Body = z.object({ detail: z.string() })

/** Logs requests whose token was refused, without the token: some of many. */
export function refusalLog(ports: { log: Log; now: () => Date }) {
  const log = limitedLog(ports)
  return (
    { method, path }: Pick<Operation<never>, 'method' | 'path'>,
    { status, body }: ApiResponse,
    address: string | undefined,
  ): void => {
    if (status !== 401 && status !== 403) return
    const { detail: reason } = Body.parse(body)
    log({ level: 'WARN', message: 'request refused', status, method, path, reason, address })
  }
}
