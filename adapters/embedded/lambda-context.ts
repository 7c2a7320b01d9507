import { randomUUID } from 'node:crypto'

import type { Context } from 'aws-lambda'

/** The context that AWS Lambda passes to a function, as far as it applies here. */
export function lambdaContext(name: string): Context {
  const gone = () => {
    throw new Error('Cannot call back: a function returns its result as a promise')
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
    /* eslint-disable @typescript-eslint/no-deprecated -- the type still requires them */
    done: gone,
    fail: gone,
    succeed: gone,
    /* eslint-enable @typescript-eslint/no-deprecated */
  }
}
