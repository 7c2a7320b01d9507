/** The functions, by their files in `lambdas/` without `.aws.ts`. Their zips have these names too. */
export const functionNames = [
  'fan-out',
  'deliver',
  'wake',
  'manage',
  'verify-bearer',
  'publish-page',
  'pre-token-generation',
  'canary',
  'call-vendor',
  'vendors',
  'archive',
  'send-mail',
] as const
export type FunctionName = (typeof functionNames)[number]
