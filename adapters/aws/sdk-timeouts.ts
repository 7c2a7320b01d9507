/**
 * For every AWS SDK client, as the SDK sets no timeouts by default: a hanging connection is
 * abandoned and retried well before the Lambda function times out.
 */
export const sdkTimeouts = { requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000 } }
