import { Duration } from 'aws-cdk-lib'

import type { PostriderProps } from './postrider-props.ts'
import { readSettings, type Settings } from './settings.ts'

/** The settings of typed properties: written as in a CDK context, and read as from there. */
export function settingsOf(props: PostriderProps): Settings {
  const { otherIssuer, pageDomain, apiDomain, marketplaceMetrics, canary, vpc, ...rest } = props
  if (vpc !== undefined && rest.staticEgress === true) {
    throw new Error('Cannot read the setting staticEgress: the property vpc is given too')
  }
  const values: Readonly<Record<string, unknown>> = {
    ...rest,
    ...otherIssuer,
    pageDomain: pageDomain?.domainName,
    pageCertificate: pageDomain?.certificateArn,
    apiDomain: apiDomain?.domainName,
    apiCertificate: apiDomain?.certificateArn,
    marketplaceMetrics: onOrOff(marketplaceMetrics),
    canary: onOrOff(canary),
    ...(rest.pointInTimeRecovery?.length === 0 && { pointInTimeRecovery: 'none' }),
    // The stack has them itself.
    ...{ stackName: undefined, tags: undefined, permissionsBoundary: undefined },
  }
  return readSettings((name) => textOf(values[name]))
}

function onOrOff(given: boolean | undefined): string | undefined {
  if (given === undefined) return undefined
  return given ? 'on' : 'off'
}

/** A value as it is written in a context. */
function textOf(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.map(textOf).join(',')
  if (value instanceof Duration) return value.toSeconds()
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .map(([name, one]) => `${name}=${String(one)}`)
    .join(',')
}
