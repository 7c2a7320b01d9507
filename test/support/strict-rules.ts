import type { DestinationRules } from '../../adapters/http-client/destination-rules.ts'
import { Settings } from '../../core/settings/settings.ts'

const names = { allowedHosts: true, allowedCidrs: true, allowedPorts: true } as const

/** Production's rules, where no setting says otherwise. */
export const strict: DestinationRules = { loopback: false, ...Settings.pick(names).parse({}) }
