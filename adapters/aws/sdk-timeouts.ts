/**
 * For every client of the AWS SDK, which has no time limits of its own: a connection that hangs is
 * given up and tried again well before the function's time is over.
 */
export const sdkTimeouts = { requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000 } }
