import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda'

import { lambdaContext } from '../../adapters/embedded/lambda-context.ts'
import type { Clockwork } from './clockwork.ts'

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>

/** How long a call occupies the processor, and how long the service then takes. */
export type Cost = { cpuMs: number; latencyMs: number }

/**
 * A Lambda function of a simulation with an SQS queue: one invocation at a time, with the oldest
 * messages, on an owned clock. Its calls of services share one processor.
 */
export function simulatedFunction(clock: Clockwork, batchSize: number, timeoutMs: number) {
  const pending: { body: string; receives: number }[] = []
  const state = { invocations: [] as number[], retries: 0, calls: 0, maxCalls: 0 }
  let isFreeAt = 0

  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve))

  /** Makes a call, which takes effect when the service answers. */
  const call = async <Result>({ cpuMs, latencyMs }: Cost, act: () => Promise<Result>) => {
    const nowMs = clock.now().getTime()
    isFreeAt = Math.max(isFreeAt, nowMs) + cpuMs
    state.calls += 1
    state.maxCalls = Math.max(state.maxCalls, state.calls)
    await pause(isFreeAt - nowMs + latencyMs)
    state.calls -= 1
    return act()
  }

  const invoke = async (handler: Handler): Promise<void> => {
    const batch = pending.splice(0, batchSize)
    const startMs = clock.now().getTime()
    const elapsedMs = () => clock.now().getTime() - startMs
    const context = lambdaContext('simulated')
    const own = { ...context, getRemainingTimeInMillis: () => timeoutMs - elapsedMs() }
    const { batchItemFailures } = await handler(sqsEventOf(batch), own)
    state.invocations.push(elapsedMs())
    for (const { itemIdentifier } of batchItemFailures) {
      state.retries += 1
      const failed = batch[Number(itemIdentifier)]
      if (failed) pending.push({ ...failed, receives: failed.receives + 1 })
    }
  }

  return Object.assign(state, {
    call,
    send: (bodies: readonly string[]) =>
      void pending.push(...bodies.map((body) => ({ body, receives: 1 }))),
    /** Invokes the function until its queue is empty. */
    run: async (handler: Handler): Promise<void> => {
      while (pending.length > 0) {
        let isOver = false
        const ended = invoke(handler).finally(() => (isOver = true))
        // `isOver` changes while the clock goes on.
        while (!(isOver as boolean)) await clock.pass(100)
        await ended
      }
    },
  })
}

/** The event of an invocation by SQS with these messages. */
export function sqsEventOf(batch: readonly { body: string; receives: number }[]): SQSEvent {
  return {
    Records: batch.map(({ body, receives }, index) => ({
      messageId: String(index),
      receiptHandle: String(index),
      body,
      attributes: {
        ApproximateReceiveCount: String(receives),
        ApproximateFirstReceiveTimestamp: '',
        SentTimestamp: '',
        SenderId: 'simulation',
        MessageGroupId: 'SUBSCRIPTION',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:events',
      awsRegion: 'eu-central-1',
    })),
  }
}
