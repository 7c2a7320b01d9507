import type { AwsRequest } from '../../core/deliver/aws-request.ts'
import type { Reply } from '../../core/deliveries/outcome.ts'

type Send = (request: AwsRequest, limitMs?: number) => Promise<Reply>

/** Sends to AWS with clients that are loaded for the first request: most processes never need them. */
export function loadedSendToAws(): Send {
  let loading: Promise<Send> | undefined
  return async (request, limitMs) => {
    loading ??= import('./send-to-aws.ts').then(({ sendToAws }) => sendToAws())
    return (await loading)(request, limitMs)
  }
}
