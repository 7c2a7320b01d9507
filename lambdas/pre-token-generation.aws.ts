import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda'

/**
 * Cognito's pre token generation trigger. Access tokens identify people only by a UUID; this adds
 * their email, so that audit entries and logs show who acted.
 */
export function handler(
  event: PreTokenGenerationV2TriggerEvent,
): Promise<PreTokenGenerationV2TriggerEvent> {
  const { userAttributes, groupConfiguration } = event.request
  const { email, email_verified: isVerified } = userAttributes
  // An unverified address could be somebody else's.
  if (email === undefined || isVerified !== 'true') return Promise.resolve(event)

  const accessTokenGeneration = { claimsToAddOrOverride: { email } }
  // Omitting the groups would remove them from the token.
  const groupOverrideDetails = groupConfiguration
  const response = {
    claimsAndScopeOverrideDetails: { accessTokenGeneration, groupOverrideDetails },
  }
  return Promise.resolve({ ...event, response })
}
