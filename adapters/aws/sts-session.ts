import { AssumeRoleCommand, type Credentials as Given, STSClient } from '@aws-sdk/client-sts'

import type { AwsTarget } from '../../core/webhooks/aws-target.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

/** The role could not be assumed; `cause` is the error of STS. Nothing was written. */
export class RoleNotAssumed extends Error {}

type Credentials = {
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string
  expiration: Date
}

/** A session has the name of its marketplace, which the owner's CloudTrail shows. */
const maxNameLength = 64

/** Made with the first role: there may be no Region before. */
let sharedClient: STSClient | undefined

/**
 * The credentials of a role, for a client that keeps them until they are about to expire. They are valid
 * for an hour.
 */
export function assumedRole({ roleArn, externalId }: AwsTarget, marketplace: string) {
  const command = new AssumeRoleCommand({
    RoleArn: roleArn,
    ExternalId: externalId,
    RoleSessionName: `postrider-${marketplace}`.slice(0, maxNameLength),
  })
  return async (): Promise<Credentials> => {
    try {
      sharedClient ??= new STSClient(sdkTimeouts())
      const { Credentials: given } = await sharedClient.send(command)
      return credentialsFrom(given)
    } catch (cause) {
      throw new RoleNotAssumed(`Cannot assume the role '${roleArn}'`, { cause })
    }
  }
}

/** The SDK's type lets every field be absent. */
function credentialsFrom(given: Partial<Given> = {}): Credentials {
  return {
    accessKeyId: given.AccessKeyId ?? '',
    secretAccessKey: given.SecretAccessKey ?? '',
    sessionToken: given.SessionToken ?? '',
    expiration: given.Expiration ?? new Date(0),
  }
}
