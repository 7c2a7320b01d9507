import {
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  GroupExistsException,
} from '@aws-sdk/client-cognito-identity-provider'

import { peopleRoles } from '../../core/api/roles.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

/** Creates the groups of a marketplace's people that the user pool does not have yet. */
export async function createGroups(
  userPoolId: string,
  marketplace: string,
  client = new CognitoIdentityProviderClient(sdkTimeouts()),
): Promise<void> {
  for (const role of peopleRoles) {
    const group = new CreateGroupCommand({
      UserPoolId: userPoolId,
      GroupName: `${marketplace}/${role}`,
      Description: `The ${role}s of ${marketplace}`,
    })
    await client.send(group).catch((error: unknown) => {
      if (!(error instanceof GroupExistsException)) throw error
    })
  }
}
