import type * as lambda from 'aws-cdk-lib/aws-lambda'

import { variable } from '../adapters/common/environment-variables.ts'
import type { Settings } from './settings.ts'

/** The function that accepts a URL and the one that calls it apply the same rules. */
export function addDestinationRules(caller: lambda.Function, settings: Settings) {
  for (const name of ['allowedHosts', 'allowedCidrs', 'allowedPorts'] as const) {
    caller.addEnvironment(variable[name], JSON.stringify(settings.parsed[name]))
  }
}
