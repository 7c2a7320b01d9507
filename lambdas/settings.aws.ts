import { required, variable } from '../adapters/common/environment-variables.ts'
import type { Settings } from '../core/settings/settings.ts'
import { parseJson } from '../core/values/parse-json.ts'

type Passed =
  | 'retrySchedule'
  | 'retentionDays'
  | 'integrationReminderDays'
  | 'apiRatePerSecond'
  | 'maxWebhooks'
  | 'allowedHosts'
  | 'allowedCidrs'
  | 'allowedPorts'

const numbers: readonly Passed[] = [
  'retentionDays',
  'integrationReminderDays',
  'apiRatePerSecond',
  'maxWebhooks',
]

/**
 * A setting as the stack has parsed it, so that no function loads what parses settings. A variable
 * that was edited by hand to another kind of value stops the function.
 */
export function setting<Name extends Passed>(name: Name): Settings[Name] {
  const read = parseJson(required(variable[name]))
  const json = 'json' in read ? read.json : undefined
  const isParsed = numbers.includes(name) ? typeof json === 'number' : Array.isArray(json)
  if (isParsed) return json as Settings[Name]
  throw new Error(
    `Cannot start: the variable ${variable[name]} must be what the stack writes, such as [300,600] or 90`,
  )
}

/** Which addresses may be called. */
export function destinations() {
  return {
    allowedHosts: setting('allowedHosts'),
    allowedCidrs: setting('allowedCidrs'),
    allowedPorts: setting('allowedPorts'),
  }
}
