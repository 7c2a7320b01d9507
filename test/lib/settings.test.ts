import { describe, expect, it } from '@jest/globals'

import { Marketplace } from '../../core/events/event-input.ts'
import { readSettings } from '../../lib/settings.ts'

function read(context: Record<string, unknown>) {
  return readSettings((name) => context[name])
}

/** What a deployment is without settings of its own. */
const deployment = {
  stackName: 'Postrider',
  tags: [],
  pointInTimeRecovery: ['webhooks', 'integrations'],
  isConcurrencyReserved: true,
  archive: 'off',
  mailFrom: '',
  mailIdentity: 'domain',
  canary: 'off',
  existingTables: [],
  existingSecretsKey: '',
  existingUserPool: '',
  producerAccounts: [],
  staticEgress: false,
  removalPolicy: 'retain',
  logRetention: 30,
  pageDomain: '',
  pageCertificate: '',
  apiDomain: '',
  apiCertificate: '',
  webAclArn: '',
  permissionsBoundary: '',
  frameAncestors: [],
  brand: { logo: '', accentColor: '', darkAccentColor: '' },
}

describe('readSettings()', () => {
  it('returns the defaults when only the marketplaces are named', () => {
    expect(read({ marketplaces: 'acme' })).toEqual({
      marketplaces: ['acme'],
      clientRoles: [],
      eventSource: 'marketplace',
      archiveDays: 30,
      alarmEmail: '',
      marketplaceMetrics: '',
      retrySchedule: '',
      retentionDays: '',
      attemptLogShare: '',
      integrationReminderDays: '',
      parsed: expect.objectContaining({
        apiRatePerSecond: 50,
        maxWebhooks: 1000,
        allowedHosts: [],
        retentionDays: 90,
        attemptLogShare: 1,
        integrationReminderDays: 7,
      }),
      apiRatePerSecond: '',
      maxWebhooks: '',
      ...deployment,
      allowedHosts: '',
      allowedCidrs: '',
      allowedPorts: '',
      extraCaCertificates: '',
    })
  })

  it('reads what the command line gives, which is text', () => {
    const settings = read({
      marketplaces: 'acme, globex',
      clientRoles: 'manager, producer',
      eventSource: 'acme.shop',
      archiveDays: '0',
      alarmEmail: 'ops@example.com',
      marketplaceMetrics: 'off',
      retrySchedule: '1,1',
      retentionDays: '365',
      attemptLogShare: '0.05',
      integrationReminderDays: '14',
      apiRatePerSecond: '200',
      maxWebhooks: '10000',
      allowedHosts: '127.0.0.1,crm.internal:8443,[::1]:8080',
      allowedCidrs: '10.20.0.0/16, fd00::/8',
      allowedPorts: '443,8000-8999',
    })

    expect(settings).toEqual({
      marketplaces: ['acme', 'globex'],
      clientRoles: ['manager', 'producer'],
      eventSource: 'acme.shop',
      archiveDays: 0,
      alarmEmail: 'ops@example.com',
      marketplaceMetrics: 'off',
      retrySchedule: '1,1',
      retentionDays: '365',
      attemptLogShare: '0.05',
      integrationReminderDays: '14',
      parsed: {
        marketplaceMetrics: 'off',
        retrySchedule: [1, 1],
        retentionDays: 365,
        attemptLogShare: 0.05,
        integrationReminderDays: 14,
        apiRatePerSecond: 200,
        maxWebhooks: 10_000,
        allowedHosts: ['127.0.0.1', 'crm.internal:8443', '[::1]:8080'],
        allowedCidrs: ['10.20.0.0/16', 'fd00::/8'],
        allowedPorts: [
          { from: 443, to: 443 },
          { from: 8000, to: 8999 },
        ],
        extraCaCertificates: '',
      },
      apiRatePerSecond: '200',
      maxWebhooks: '10000',
      allowedHosts: '127.0.0.1,crm.internal:8443,[::1]:8080',
      allowedCidrs: '10.20.0.0/16, fd00::/8',
      allowedPorts: '443,8000-8999',
      extraCaCertificates: '',
      ...deployment,
    })
  })

  it('reads what is in the account already', () => {
    const given = {
      marketplaces: 'acme',
      stackName: 'Postrider-2',
      tags: 'team=billing, url=https://example.com/?a=b',
      existingTables: 'webhooks=Postrider-webhooks-1A2B',
      existingSecretsKey: 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab',
      existingUserPool: 'eu-central-1_AbCdEf123',
    }

    expect(read(given)).toMatchObject({
      ...given,
      marketplaces: ['acme'],
      tags: [
        ['team', 'billing'],
        ['url', 'https://example.com/?a=b'],
      ],
      existingTables: [['webhooks', 'Postrider-webhooks-1A2B']],
    })
  })

  it('reads numbers, which cdk.json may give', () => {
    expect(read({ marketplaces: 'acme', archiveDays: 7 })).toMatchObject({ archiveDays: 7 })
  })

  it('reads another issuer, with all that belongs to it', () => {
    const given = { issuer: 'https://id.example.com', audience: 'api', pageClientId: 'page-1' }

    expect(read({ marketplaces: 'acme', ...given }).otherIssuer).toEqual({
      ...given,
      groupsClaim: '',
    })
    for (const name of ['audience', 'pageClientId']) {
      const without = { marketplaces: 'acme', ...given, [name]: '' }
      expect(() => read(without)).toThrow(`Cannot read the setting ${name}: it is required`)
    }
  })

  it.each([
    ['issuer', 'http://id.example.com', "'http://id.example.com' is not a URL with https"],
    ['issuer', 'http://127.0.0.1:8080', "'http://127.0.0.1:8080' is not a URL with https"],
    ['maxWebhooks', '10001', "'10001' is not a whole number from 1 to 10000"],
    ['apiRatePerSecond', '0', "'0' is not a whole number from 1 to 10000"],
    ['retrySchedule', '5,soon', "'5,soon' is not 1 to 20 whole seconds"],
    ['marketplaces', undefined, "'' is not 1 to 25 names"],
    ['marketplaces', ' ', "'' is not 1 to 25 names"],
    ['marketplaces', 'acme,', "'' is not 1 to 63 letters"],
    ['marketplaces', 'acme#1', "'acme#1' is not 1 to 63 letters"],
    ['marketplaces', '-acme', "'-acme' is not 1 to 63 letters"],
    ['marketplaces', 'a'.repeat(64), 'is not 1 to 63 letters'],
    ['marketplaces', 'acme,acme', 'names that differ only in "-" and "_"'],
    ['marketplaces', 'a-b,ab', 'names that differ only in "-" and "_"'],
    ['marketplaces', manyNames(26), 'is not 1 to 25 names'],
    ['marketplaces', ['acme'], '["acme"] is neither text nor a number'],
    ['clientRoles', 'manager,admin', "'admin' is not one of viewer, manager, producer"],
    ['eventSource', 'a b', "'a b' is not 1 to 256"],
    ['eventSource', 'aws.sqs', "begins with 'aws.'"],
    ['eventSource', 'postrider', "'postrider' is the source of Postrider's own notices"],
    ['marketplaceMetrics', 'some', "'some' is not on or off"],
    ['alarmEmail', 'ops', "'ops' is not an address"],
    ['archiveDays', '-1', "'-1' is not whole days"],
    ['archiveDays', '1.5', "'1.5' is not whole days"],
    ['archiveDays', 'forever', "'forever' is not whole days"],
    ['archiveDays', true, 'true is neither text nor a number'],
    ['stackName', '2nd', "'2nd' is not 1 to 128 letters"],
    ['tags', 'billing', "'billing' is not a tag, such as team=billing"],
    ['pointInTimeRecovery', 'log', "'log' is not one of webhooks, events"],
    ['reservedConcurrency', '100', "'100' is not yes or no"],
    ['pointInTimeRecovery', 'none,webhooks', "'none' is not one of webhooks, events"],
    ['producerAccounts', '1234', "'1234' is not an account of 12 digits"],
    ['archive', 'on', "'on' is not off, s3 or ending"],
    ['removalPolicy', 'snapshot', "'snapshot' is not retain or destroy"],
    ['retentionDays', '0', "'0' is not whole days, 1 to 3650"],
    ['retentionDays', '3651', "'3651' is not whole days, 1 to 3650"],
    ['attemptLogShare', '1.5', "'1.5' is not a share from 0 to 1, such as 0.05"],
    ['attemptLogShare', '5%', "'5%' is not a share from 0 to 1, such as 0.05"],
    ['integrationReminderDays', '0', "'0' is not whole days, 1 to 365"],
    ['logRetention', '31', "'31' is not one of 1, 3, 5, 7"],
    ['staticEgress', 'true', "'true' is not yes or no"],
    ['pageDomain', 'https://hooks.example.com', 'is not a domain in lower case'],
    ['pageDomain', 'hooks.example.com', 'pageCertificate: it is required with a domain'],
    ['pageCertificate', inRegion('us-east-1'), 'pageDomain: it is required with a certificate'],
    ['pageCertificate', inRegion('eu-central-1'), "a certificate in 'us-east-1'"],
    ['apiDomain', 'api.example.com', 'apiCertificate: it is required with a domain'],
    ['apiCertificate', 'api', "'api' is not the ARN of a certificate in the stack's Region"],
    ['webAclArn', 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/a/b', 'for CloudFront'],
    ['permissionsBoundary', 'a b', "'a b' is not the name or the ARN of a managed policy"],
    ['existingTables', 'log=a', "'log' is not one of webhooks, events"],
    ['existingTables', 'webhooks', "'webhooks' is not a table and its name"],
    ['existingSecretsKey', 'alias/a', "'alias/a' is not the ARN of a KMS key"],
    ['existingUserPool', 'people', "'people' is not the id of a user pool"],
    ['allowedHosts', 'http://crm.internal', "'http://crm.internal' is not a host"],
    ['allowedHosts', 'crm.internal/path', "'crm.internal/path' is not a host"],
    ['allowedHosts', 'CRM.internal', "'CRM.internal' is not a host"],
    ['allowedHosts', 'crm.internal:99999', "'crm.internal:99999' is not a host"],
    ['allowedHosts', '10.0.0.7,', "'' is not a host"],
    ['allowedHosts', '2130706433', "'2130706433' is not a host"],
    ['allowedCidrs', '10.0.0.7', "'10.0.0.7' is not a block of addresses"],
    ['allowedCidrs', '10.0.0.0/33', "'10.0.0.0/33' is not a block"],
    ['allowedCidrs', '10.0/8', "'10.0/8' is not a block"],
    ['allowedCidrs', 'fd00::/129', "'fd00::/129' is not a block"],
    ['allowedCidrs', 'fe80::%eth0/64', "'fe80::%eth0/64' is not a block"],
    ['allowedCidrs', '10.0.0.0/8/8', "'10.0.0.0/8/8' is not a block"],
    ['allowedCidrs', '10.0.0.0/8,', "'' is not a block"],
    ['allowedPorts', '0', "'0' is not a port or a range"],
    ['allowedPorts', '65536', "'65536' is not a port or a range"],
    ['allowedPorts', '90-80', "'90-80' is not a port or a range"],
    ['allowedPorts', 'https', "'https' is not a port or a range"],
  ])('refuses %s = %j', (name, value, reason) => {
    const context = { marketplaces: 'acme', [name]: value }

    expect(() => read(context)).toThrow('Cannot read the setting ')
    expect(() => read(context)).toThrow(reason)
  })

  it.each(['acme', 'a', '9-lives', 'A_b', 'a'.repeat(63)])(
    "takes %j for a marketplace, as the event's schema does",
    (name) => {
      expect(read({ marketplaces: name }).marketplaces).toEqual([Marketplace.parse(name)])
    },
  )
})

function inRegion(region: string): string {
  return `arn:aws:acm:${region}:123456789012:certificate/1a2b-3c4d`
}

function manyNames(count: number): string {
  return Array.from({ length: count }, (_, index) => `m${index}`).join(',')
}
