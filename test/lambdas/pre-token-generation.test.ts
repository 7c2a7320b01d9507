import { describe, expect, it } from '@jest/globals'
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda'

import { handler } from '../../lambdas/pre-token-generation.aws.ts'

/** What Cognito asks for somebody with these attributes, who is in a group. */
function anEvent(userAttributes: Record<string, string>): PreTokenGenerationV2TriggerEvent {
  return {
    version: '2',
    triggerSource: 'TokenGeneration_HostedAuth',
    region: 'eu-central-1',
    userPoolId: 'pool-1',
    userName: '0b2c1f7e',
    callerContext: { awsSdkVersion: '1', clientId: 'page-1' },
    request: { userAttributes, groupConfiguration: { groupsToOverride: ['acme/manager'] } },
    response: { claimsAndScopeOverrideDetails: {} },
  }
}

describe('What Cognito asks before it signs a token', () => {
  it('puts the email into the access token, and leaves the groups as they are', async () => {
    const event = anEvent({ email: 'ann@example.com', email_verified: 'true' })

    expect(await handler(event)).toEqual({
      ...event,
      response: {
        claimsAndScopeOverrideDetails: {
          accessTokenGeneration: { claimsToAddOrOverride: { email: 'ann@example.com' } },
          groupOverrideDetails: { groupsToOverride: ['acme/manager'] },
        },
      },
    })
  })

  it.each<[string, Record<string, string>]>([
    ['is not verified', { email: 'boss@example.com', email_verified: 'false' }],
    ['may be anybody’s', { email: 'boss@example.com' }],
    ['is missing', {}],
  ])('changes nothing when the email %s', async (_, attributes) => {
    const event = anEvent(attributes)

    expect(await handler(event)).toEqual(event)
  })
})
