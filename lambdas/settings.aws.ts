import { required, variable } from '../adapters/common/environment-variables.ts'
import type { Settings } from '../core/settings/settings.ts'

type Passed =
  'retrySchedule' | 'apiRatePerSecond' | 'allowedHosts' | 'allowedCidrs' | 'allowedPorts'

/** A setting as the stack has parsed it, so that no function loads what parses settings. */
export function setting<Name extends Passed>(name: Name): Settings[Name] {
  return JSON.parse(required(variable[name])) as Settings[Name]
}

/** Which addresses may be called. */
export const destinations = {
  allowedHosts: setting('allowedHosts'),
  allowedCidrs: setting('allowedCidrs'),
  allowedPorts: setting('allowedPorts'),
}
