import { BrandSettings } from '../core/settings/brand.ts'
import { DeploymentSettings } from '../core/settings/deployment.ts'
import { OtherIssuerSettings, otherIssuerOf } from '../core/settings/other-issuer.ts'
import { fromContext, readSettings as read } from '../core/settings/read-settings.ts'
import { isNot, text } from '../core/settings/setting-text.ts'
import { Settings as AllSettings } from '../core/settings/settings.ts'

const StackSettings = AllSettings.pick({
  marketplaces: true,
  clientRoles: true,
  eventSource: true,
  archiveDays: true,
  alarmEmail: true,
  mailFrom: true,
  frameAncestors: true,
})

/** What functions get: texts as they are in the context, and parsed. */
const PassedOn = AllSettings.pick({
  marketplaceMetrics: true,
  retrySchedule: true,
  retentionDays: true,
  attemptLogShare: true,
  integrationReminderDays: true,
  apiRatePerSecond: true,
  maxWebhooks: true,
  allowedHosts: true,
  allowedCidrs: true,
  allowedPorts: true,
  extraCaCertificates: true,
})

/** API Gateway only verifies tokens of issuers with https. */
const StackIssuerSettings = OtherIssuerSettings.safeExtend({
  issuer: AllSettings.shape.issuer.refine(
    (given) => !given.startsWith('http:'),
    isNot('a URL with https'),
  ),
})

/**
 * Reads the settings of a stack from its CDK context, or from the properties of the construct;
 * throws an error that names an invalid one.
 */
export function readSettings(context: (name: string) => unknown) {
  const source = fromContext(context)
  const { reservedConcurrency, ...deployment } = read(DeploymentSettings, source)
  const brand = read(BrandSettings, source)
  const settings = { ...read(StackSettings, source), ...deployment, brand }
  const parsed = read(PassedOn, source)
  const passedOn = Object.keys(PassedOn.shape).map((name) => [name, text().parse(context(name))])
  const otherIssuer = otherIssuerOf(read(StackIssuerSettings, source))
  return {
    ...settings,
    /** What the functions get as JSON. */
    parsed,
    isConcurrencyReserved: reservedConcurrency,
    ...(Object.fromEntries(passedOn) as PassedOn),
    ...(otherIssuer && { otherIssuer }),
  }
}

type PassedOn = Readonly<Record<keyof typeof PassedOn.shape, string>>

/** The settings that an operator chooses for a stack. */
export type Settings = Readonly<ReturnType<typeof readSettings>>
