import { problem } from '../../api/problem.ts'
import { parseAnswer } from '../answer.ts'
import type { ParseXml } from '../answer-fields.ts'
import { judgeResult } from '../judge-answer.ts'
import { changeEvent, ended, type EndPorts } from '../end-event.ts'
import { type IntegrationEvent, statusOf } from '../integration-event.ts'
import type { VerifyVendorPorts } from './verify-vendor.ts'
import type { VendorHttpRequest, VendorResponse } from './vendor-http.ts'
import { eventOf } from './read-event.ts'

export type TakeResultPorts = VerifyVendorPorts & EndPorts & { parseXml: ParseXml }

/** Takes the result of an event that the vendor answered with 202, or is about to. */
export async function takeResult(
  request: VendorHttpRequest,
  token: string,
  ports: TakeResultPorts,
): Promise<VendorResponse> {
  const found = await eventOf(request, token, ports)
  if ('status' in found) return found
  const { text, headers } = request
  const read = parseAnswer({ contentType: headers['content-type'], text }, ports.parseXml)
  if ('reason' in read) return problem(400, `Cannot accept the result: ${read.reason}`)
  const verdict = judgeResult(read, found.asked)
  if (read.success && verdict.kind === 'failed') {
    return problem(400, `Cannot accept the result: ${verdict.message}`)
  }
  const { kind, ...given } = verdict
  const result = { success: kind === 'complete', ...given }
  const at = ports.now().toISOString()
  const changed = await changeEvent(
    found,
    (event) =>
      event.stage === 'ended' ? undefined : ended(event, { at, by: 'request', ...result }),
    ports,
  )
  if (changed?.isChanged === true) return { status: 200, body: { success: true } }
  return changed === undefined
    ? problem(404, 'Cannot find the event: its token is unknown')
    : alreadyEnded(changed.event)
}

function alreadyEnded(event: IntegrationEvent): VendorResponse {
  const { result } = event
  const detail = `Cannot accept the result: the event is ${statusOf(event)} since ${result?.at ?? ''}`
  return problem(409, detail)
}
