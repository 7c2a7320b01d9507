import { describe, expect, it } from '@jest/globals'
import { Aws } from 'aws-cdk-lib'

import { checkDeployable } from '../../lib/deployment-checks.ts'
import { readSettings } from '../../lib/settings.ts'

const names = (count: number) => Array.from({ length: count }, (_, index) => `shop${index}`).join()
const issuer = { issuer: 'https://id.example.com', audience: 'api', pageClientId: 'page' }

type Given = { stackName?: string; region?: string; context?: Record<string, string> }

function check({ stackName = 'Postrider', region = 'eu-central-1', context = {} }: Given) {
  const given: Record<string, string> = { marketplaces: 'acme', ...context }
  const settings = readSettings((name) => given[name])
  return () => {
    checkDeployable({ stackName, region, settings })
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
    ['a reserved word in the name', { stackName: 'MyAWSHooks' }, "Cognito reserves 'aws'"],
    ['a long name', { stackName: 'p'.repeat(51) }, 'the name has 51 characters'],
  ])('refuses %s, with a sentence', (_, given, sentence) => {
    expect(check(given)).toThrow(/^Cannot deploy '[\w-]+': /)
    expect(check(given)).toThrow(sentence)
  })
})
