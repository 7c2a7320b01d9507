/**
 * List prices of us-east-1 in US dollars, in November 2026, without free tiers, volume discounts and
 * taxes. Each is on the page of its service, https://aws.amazon.com/<service>/pricing/.
 */
export const prices = {
  /** DynamoDB on demand, table class Standard. */
  million: {
    writeUnits: 0.625,
    readUnits: 0.125,
    /** SQS: $0.40 for a standard queue, and $0.10 for message groups (fair queues). */
    sqsRequests: 0.5,
    /** EventBridge: custom events, each 64 KB of one. */
    busEvents: 1,
    lambdaRequests: 0.2,
    /** S3: PUT, in the class Standard. */
    s3Puts: 5,
    /** KMS: symmetric keys. */
    decryptions: 3,
  },
  /** Lambda on arm64. */
  gbSecond: 0.0000133334,
  gigabyte: {
    /** EventBridge: what goes into an archive. */
    archived: 0.1,
    /** CloudWatch Logs: class Standard. */
    logged: 0.5,
    toTheInternet: 0.09,
  },
  gigabyteMonth: {
    dynamoDb: 0.25,
    archive: 0.02,
    s3: 0.023,
  },
} as const
