import { describe, expect, it } from '@jest/globals'
import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda'

import { handler } from '../../lambdas/pre-token-generation.aws.ts'

/** Cognito's event for a user with these attributes and a group. */
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

describe('The pre token generation trigger', () => {
  it('adds the email to the access token and preserves the groups', async () => {
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
    ['is not marked as verified', { email: 'boss@example.com' }],
    ['is missing', {}],
  ])('changes nothing when the email %s', async (_, attributes) => {
    const event = anEvent(attributes)

    expect(await handler(event)).toEqual(event)
  })
})
