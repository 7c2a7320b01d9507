import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as route53 from 'aws-cdk-lib/aws-route53'
import * as sns from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

import type { PostriderProps } from '../../lib/postrider-props.ts'
import { anAuthority } from '../support/certificates.ts'

export const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/page/1a2b-3c4d'

export const certificateIn = (region: string) =>
  `arn:aws:acm:${region}:123456789012:certificate/1a2b-3c4d`

/** Every option that a router has, those excepted that exclude each other. */
export function allOptions(scope: Construct): PostriderProps {
  const hostedZone = route53.HostedZone.fromHostedZoneAttributes(scope, 'Zone', {
    hostedZoneId: 'Z0123456789',
    zoneName: 'example.com',
  })
  return {
    marketplaces: ['acme', 'globex'],
    clientRoles: ['manager'],
    eventBus: events.EventBus.fromEventBusName(scope, 'GivenBus', 'company'),
    eventSource: 'acme.shop',
    producerAccounts: ['111122223333', '444455556666'],
    archiveDays: 7,
    retentionDays: 30,
    integrationReminderDays: 3,
    retrySchedule: [Duration.seconds(5), Duration.minutes(1)],
    allowedHosts: ['10.0.0.7:8443'],
    allowedCidrs: ['10.20.0.0/16'],
    allowedPorts: ['443'],
    extraCaCertificates: authoritiesFile(),
    staticEgress: true,
    apiRatePerSecond: 10,
    maxWebhooks: 100,
    apiDomain: {
      domainName: 'api.example.com',
      certificateArn: certificateIn('eu-central-1'),
      hostedZone,
    },
    pageDomain: {
      domainName: 'hooks.example.com',
      certificateArn: certificateIn('us-east-1'),
      hostedZone,
    },
    frameAncestors: ['https://shop.example.com'],
    logo: 'https://cdn.example.com/logo.svg',
    accentColor: '#0b5fff',
    darkAccentColor: '#75cfff',
    webAclArn,
    alarmTopic: sns.Topic.fromTopicArn(
      scope,
      'GivenTopic',
      'arn:aws:sns:eu-central-1:123456789012:pager',
    ),
    alarmEmail: 'ops@example.com',
    mailFrom: 'post@example.com',
    mailIdentity: 'existing',
    marketplaceMetrics: false,
    attemptLogShare: 0.1,
    archive: 's3',
    logRetention: 365,
    pointInTimeRecovery: [],
    removalPolicy: RemovalPolicy.DESTROY,
    reservedConcurrency: false,
    permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyName(scope, 'Boundary', 'developers'),
  }
}

/** A file with a certificate authority in PEM. */
export function authoritiesFile(pem = anAuthority().cert): string {
  const file = join(mkdtempSync(join(tmpdir(), 'postrider-test-')), 'authorities.pem')
  writeFileSync(file, pem)
  return file
}
