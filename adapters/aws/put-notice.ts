import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'

import { noticeSource } from '../../core/health/notice.ts'

type NoticeEntry = { busName: string; type: string; detail: string }

/**
 * Puts a notice of the router on the bus. It never throws: it resolves with the reason EventBridge did
 * not accept the notice, or undefined.
 */
export async function putNotice(
  client: EventBridgeClient,
  { busName, type, detail }: NoticeEntry,
): Promise<string | undefined> {
  const entry = {
    EventBusName: busName,
    Source: noticeSource,
    DetailType: type,
    Detail: detail,
  }
  try {
    const { Entries: [result] = [] } = await client.send(new PutEventsCommand({ Entries: [entry] }))
    if (result?.EventId !== undefined) return undefined
    return `${result?.ErrorCode ?? 'UnknownError'}: ${result?.ErrorMessage ?? 'EventBridge returned no message'}`
  } catch (error) {
    return String(error)
  }
}
