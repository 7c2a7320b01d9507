/** The SDK's default, fixed here as the time of a call depends on it. */
const maxAttempts = 3

/** The SDK waits up to 100 ms before the first retry and up to 200 ms before the second. */
const maxBackoffMs = 300

/**
 * Time limits for an AWS SDK client; it has none by default, and without `throwOnRequestTimeout` it
 * only warns. The limit of a request counts from the call to the headers of the response, waiting
 * for one of the client's 50 connections included, so callers bound how much they send
 * concurrently. A response that stops half-way ends after the same time without a byte.
 */
export function sdkTimeouts(requestMs = defaultRequestMs) {
  return {
    maxAttempts,
    requestHandler: {
      connectionTimeout: Math.min(maxConnectMs, requestMs),
      requestTimeout: requestMs,
      socketTimeout: requestMs,
      throwOnRequestTimeout: true,
    },
  }
}

/** After this time, a call without a response has failed, its retries included. */
export function longestCallMs(requestMs = defaultRequestMs): number {
  return maxAttempts * requestMs + maxBackoffMs
}

/**
 * Tables, queues, bus and keys answer in milliseconds. A call of three attempts fits into the 10 s
 * that deliver has left after an attempt, the shortest time of all functions.
 */
const defaultRequestMs = 3_000

const maxConnectMs = 2_000
