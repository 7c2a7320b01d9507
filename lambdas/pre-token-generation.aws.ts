import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda'

/**
 * What Cognito asks before it signs tokens of a person. Their access token has no name but a UUID
 * by itself: it gets their email, so that the audit and the log say who it was.
 */
export function handler(
  event: PreTokenGenerationV2TriggerEvent,
): Promise<PreTokenGenerationV2TriggerEvent> {
  const { userAttributes, groupConfiguration } = event.request
  const { email, email_verified: isVerified } = userAttributes
  // Anybody may say that an address is theirs.
  if (email === undefined || isVerified !== 'true') return Promise.resolve(event)

  const accessTokenGeneration = { claimsToAddOrOverride: { email } }
  // Who leaves out the groups takes them away.
  const groupOverrideDetails = groupConfiguration
  const response = {
    claimsAndScopeOverrideDetails: { accessTokenGeneration, groupOverrideDetails },
  }
  return Promise.resolve({ ...event, response })
}
