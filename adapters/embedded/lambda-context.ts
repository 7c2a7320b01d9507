import { randomUUID } from 'node:crypto'

import type { Context } from 'aws-lambda'

/** What AWS Lambda tells a function about its surroundings, as far as it is true here. */
export function lambdaContext(name: string): Context {
  const gone = () => {
    throw new Error('Cannot call back: a function answers by its promise')
  }
  return {
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:embedded:000000000000:function:${name}`,
    awsRequestId: randomUUID(),
    memoryLimitInMB: '0',
    logGroupName: '',
    logStreamName: '',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => 60_000,
    /* eslint-disable @typescript-eslint/no-deprecated -- the type still asks for them */
    done: gone,
    fail: gone,
    succeed: gone,
    /* eslint-enable @typescript-eslint/no-deprecated */
  }
}
