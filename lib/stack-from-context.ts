import { Duration, PermissionsBoundary, type StackProps, Tags } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import { brandConfig } from '../core/settings/brand.ts'
import { partsOf } from '../core/settings/setting-text.ts'
import type { CustomDomain, PostriderProps } from './postrider-props.ts'
import { PostriderStack } from './postrider-stack.ts'
import { toRemovalPolicy } from './removal-policy.ts'
import { readSettings, type Settings } from './settings.ts'

type FromContext = {
  /** A value of the CDK context, from cdk.json or `-c name=value`. */
  readonly context: (name: string) => unknown
  readonly stackProps?: StackProps
}

/** The stack that a CDK context describes. */
export function stackFromContext(
  scope: Construct,
  id: string,
  { context, stackProps = {} }: FromContext,
): PostriderStack {
  const settings = readSettings(context)
  const { stackName, permissionsBoundary, tags } = settings
  const stack = new PostriderStack(scope, id, {
    ...stackProps,
    ...propsOf(settings),
    stackName,
    ...(permissionsBoundary !== '' && { permissionsBoundary: boundary(permissionsBoundary) }),
  })
  for (const [name, value] of tags) Tags.of(stack).add(name, value)
  return stack
}

function propsOf(settings: Settings): Omit<PostriderProps, 'permissionsBoundary'> {
  const { pageDomain, pageCertificate, apiDomain, apiCertificate, otherIssuer } = settings
  const { retrySchedule, allowedHosts, allowedCidrs, allowedPorts, ...rest } = settings
  return {
    marketplaces: rest.marketplaces,
    clientRoles: rest.clientRoles,
    ...(otherIssuer !== undefined && { otherIssuer }),
    eventSource: rest.eventSource,
    producerAccounts: rest.producerAccounts,
    archiveDays: rest.archiveDays,
    retentionDays: rest.parsed.retentionDays,
    attemptLogShare: rest.parsed.attemptLogShare,
    integrationReminderDays: rest.parsed.integrationReminderDays,
    retrySchedule: partsOf(retrySchedule).map((seconds) => Duration.seconds(Number(seconds))),
    allowedHosts: partsOf(allowedHosts),
    allowedCidrs: partsOf(allowedCidrs),
    allowedPorts: partsOf(allowedPorts),
    extraCaCertificates: rest.extraCaCertificates,
    staticEgress: rest.staticEgress,
    apiRatePerSecond: rest.parsed.apiRatePerSecond,
    maxWebhooks: rest.parsed.maxWebhooks,
    ...(apiDomain !== '' && { apiDomain: customDomain(apiDomain, apiCertificate) }),
    ...(pageDomain !== '' && { pageDomain: customDomain(pageDomain, pageCertificate) }),
    frameAncestors: rest.frameAncestors,
    ...brandConfig(rest.brand),
    webAclArn: rest.webAclArn,
    alarmEmail: rest.alarmEmail,
    mailFrom: rest.mailFrom,
    mailIdentity: rest.mailIdentity,
    marketplaceMetrics: rest.marketplaceMetrics !== 'off',
    archive: rest.archive,
    canary: rest.canary === 'on',
    logRetention: rest.logRetention,
    pointInTimeRecovery: rest.pointInTimeRecovery,
    existingTables: Object.fromEntries(rest.existingTables),
    existingSecretsKey: rest.existingSecretsKey,
    existingUserPool: rest.existingUserPool,
    removalPolicy: toRemovalPolicy(rest.removalPolicy),
    reservedConcurrency: rest.isConcurrencyReserved,
  }
}

function customDomain(domainName: string, certificateArn: string): CustomDomain {
  return { domainName, certificateArn }
}

function boundary(given: string): PermissionsBoundary {
  return given.startsWith('arn:')
    ? PermissionsBoundary.fromArn(given)
    : PermissionsBoundary.fromName(given)
}
