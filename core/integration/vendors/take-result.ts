import { problem } from '../../api/problem.ts'
import { redactReceived } from '../../deliveries/redact-exchange.ts'
import { parseAnswer } from '../answer.ts'
import type { AnswerBody, ParseXml } from '../answer-fields.ts'
import { judgeResult } from '../judge-answer.ts'
import { changeEvent, ended, type EndPorts } from '../end-event.ts'
import {
  type EventResult,
  type IntegrationEvent,
  type ResultRequest,
  statusOf,
} from '../integration-event.ts'
import type { VerifyVendorPorts } from './verify-vendor.ts'
import type { VendorHttpRequest, VendorResponse } from './vendor-http.ts'
import { eventOf } from './read-event.ts'

export type TakeResultPorts = VerifyVendorPorts & EndPorts & { parseXml: ParseXml }

/** At most this many requests that were not taken are stored. */
const maxRefused = 5

/** Takes the result of an event that the vendor answered with 202, or is about to. */
export async function takeResult(
  request: VendorHttpRequest,
  token: string,
  ports: TakeResultPorts,
): Promise<VendorResponse> {
  const found = await eventOf(request, token, ports)
  if ('status' in found) return found
  const at = ports.now().toISOString()
  const received = receivedRequest(request, at)
  const { text, headers } = request
  const body = { contentType: headers['content-type'], text }
  const read = readResult(body, found, ports)
  if ('reason' in read) return refuse(found, { ...received, status: 400, ...read }, ports)
  const changed = await changeEvent(
    found,
    (event) =>
      event.stage === 'ended'
        ? undefined
        : ended(withRequest(event, { ...received, status: 200 }), { at, by: 'request', ...read }),
    ports,
  )
  if (changed === undefined) return problem(404, 'Cannot find the event: its token is unknown')
  if (changed.isChanged) return { status: 200, body: { success: true } }
  const { event } = changed
  const reason = `the event is ${statusOf(event)} since ${event.result?.at ?? ''}`
  return refuse(event, { ...received, status: 409, reason }, ports)
}

type Read = Omit<EventResult, 'at' | 'by'> | { reason: string }

/** The result in a request, or why the vendor has to correct it: an order needs its account. */
export function readResult(
  body: AnswerBody,
  { asked }: Pick<IntegrationEvent, 'asked'>,
  { parseXml }: { parseXml: ParseXml },
): Read {
  const read = parseAnswer(body, parseXml)
  if ('reason' in read) return read
  const verdict = judgeResult(read, asked)
  if (read.success && verdict.kind === 'failed') return { reason: verdict.message }
  const { kind, ...given } = verdict
  return { success: kind === 'complete', ...given }
}

/** The response that the request gets, with which the event's log has it. */
async function refuse(
  found: IntegrationEvent,
  request: ResultRequest & { reason: string },
  ports: EndPorts,
): Promise<VendorResponse> {
  await changeEvent(found, (event) => withRefused(event, request), ports)
  return problem(request.status, `Cannot accept the result: ${request.reason}`)
}

function withRefused(
  event: IntegrationEvent,
  request: ResultRequest,
): IntegrationEvent | undefined {
  const refused = event.resultRequests?.filter(({ status }) => status !== 200) ?? []
  return refused.length < maxRefused ? withRequest(event, request) : undefined
}

function withRequest(event: IntegrationEvent, request: ResultRequest): IntegrationEvent {
  return { ...event, resultRequests: [...(event.resultRequests ?? []), request] }
}

function receivedRequest({ query, headers, text, address }: VendorHttpRequest, at: string) {
  const url = `https://localhost/${query}` // only for the secrets of the query
  const given = Object.entries(headers).map(([name, value = '']) => [name, value] as const)
  const request = redactReceived({ url, headers: Object.fromEntries(given) }, text)
  return { at, request, ...(address !== undefined && { address }) }
}
