import { emfLog } from '../adapters/aws/cloudwatch-metrics.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'

/** The log, from which CloudWatch makes metrics. */
export const log = emfLog({
  namespace: required(variable.metricsNamespace),
  attemptShare: Number(process.env[variable.attemptLogShare] ?? 1), // checked at synthesis
  byMarketplace: process.env[variable.marketplaceMetrics] !== 'off', // checked at synthesis
})
