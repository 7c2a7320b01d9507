import { describe, expect, it } from '@jest/globals'
import { Aws } from 'aws-cdk-lib'

import { checkDeployable } from '../../lib/deployment-checks.ts'
import { readSettings } from '../../lib/settings.ts'

const names = (count: number) => Array.from({ length: count }, (_, index) => `shop${index}`).join()
const certificateIn = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/1a-2b`
const issuer = { issuer: 'https://id.example.com', audience: 'api', pageClientId: 'page' }

type Given = {
  stackName?: string
  isAlone?: boolean
  region?: string
  context?: Record<string, string>
}

function check({ isAlone = true, context = {}, ...given }: Given) {
  const { stackName = 'Postrider', region = 'eu-central-1' } = given
  const all: Record<string, string> = { marketplaces: 'acme', ...context }
  const settings = readSettings((name) => all[name])
  return () => {
    checkDeployable({ stackName, region, settings, isAlone })
  }
}

describe('checkDeployable()', () => {
  it.each<[string, Given]>([
    ['a Region with Cognito', {}],
    ['a Region that is not known yet', { region: Aws.REGION }],
    ['a Region without Cognito and another issuer', { region: 'ap-east-9', context: issuer }],
    [
      '25 marketplaces with two clients each',
      { context: { marketplaces: names(25), clientRoles: 'manager,viewer' } },
    ],
    [
      'a certificate of the Region',
      { context: { apiDomain: 'api.example.com', apiCertificate: certificateIn('eu-central-1') } },
    ],
    ['a canary at a port among others', { context: { canary: 'on', allowedPorts: '80-8443' } }],
    ['an archive', { context: { archive: 's3', existingTables: 'webhooks=a' } }],
    ['a name of 50 characters', { stackName: 'p'.repeat(50) }],
    [
      'any name with another issuer',
      { stackName: `aws-${'p'.repeat(60)}`, context: { marketplaces: names(25), ...issuer } },
    ],
  ])('accepts %s', (_, given) => {
    expect(check(given)).not.toThrow()
  })

  it.each<[string, Given, string]>([
    ['China', { region: 'cn-north-1' }, 'the page needs CloudFront'],
    ['GovCloud', { region: 'us-gov-west-1', context: issuer }, 'the page needs CloudFront'],
    ['a Region without Cognito', { region: 'ap-east-9' }, '-c issuer=…'],
    [
      'a certificate of another Region',
      { context: { apiDomain: 'api.example.com', apiCertificate: certificateIn('us-east-1') } },
      "the API's certificate is in us-east-1, not in eu-central-1",
    ],
    ['a reserved word in the name', { stackName: 'MyAWSHooks' }, "Cognito reserves 'aws'"],
    [
      'a canary that no port reaches',
      { context: { canary: 'on', allowedPorts: '8443' } },
      'the canary is received at port 443',
    ],
    [
      'an archive of what is not stored for longer than a week',
      { context: { archive: 's3', retentionDays: '7' } },
      'the archive gets deliveries after 7 days, and retentionDays is 7',
    ],
    [
      'an archive of an existing table',
      { context: { archive: 's3', existingTables: 'webhooks=a,deliveries=b' } },
      'the archive needs a stream of the table deliveries, which existingTables names',
    ],
    ['a second router', { isAlone: false }, 'the stack has another router'],
    ['a long name', { stackName: 'p'.repeat(51) }, 'the name has 51 characters'],
  ])('refuses %s, with a sentence', (_, given, sentence) => {
    expect(check(given)).toThrow(/^Cannot deploy '[\w-]+': /)
    expect(check(given)).toThrow(sentence)
  })
})
