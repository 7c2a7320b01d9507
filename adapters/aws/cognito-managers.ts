import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  ResourceNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider'

import { sdkTimeouts } from './sdk-timeouts.ts'
import { outputsOf } from './stack-outputs.ts'

type Manager = {
  email: string
  marketplace: string
  role: 'manager' | 'viewer'
  /** The deployment, for the message of an error. */
  stack: string
}

/** The id of the user pool, from the outputs of the deployment's CloudFormation stack. */
export async function userPoolOf(stack: string): Promise<string> {
  const { UserPoolId: id } = await outputsOf(stack)
  if (id !== undefined) return id
  throw new Error(`Cannot find the user pool: the stack '${stack}' has no output UserPoolId`)
}

/**
 * Creates the user, to whom Cognito emails a temporary password, and adds them to the group of the
 * role. An existing user keeps their password and their other groups.
 */
export async function addManager(
  userPoolId: string,
  { email, marketplace, role, stack }: Manager,
  client = new CognitoIdentityProviderClient(sdkTimeouts()),
): Promise<'added' | 'already existed'> {
  const user = { UserPoolId: userPoolId, Username: email }
  const group = `${marketplace}/${role}`
  const isNew = await client
    .send(
      new AdminCreateUserCommand({
        ...user,
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' }, // required for password resets
        ],
        DesiredDeliveryMediums: ['EMAIL'],
      }),
    )
    .then(() => true, resolveOn(UsernameExistsException, false))
  await client
    .send(new AdminAddUserToGroupCommand({ ...user, GroupName: group }))
    .catch((error: unknown) => {
      if (!(error instanceof ResourceNotFoundException)) throw error
      throw new Error(
        `Cannot add to '${group}': the user pool has no such group; npm run marketplaces -- add ${marketplace} --stack ${stack} creates it`,
        {
          cause: error,
        },
      )
    })
  return isNew ? 'added' : 'already existed'
}

type ErrorClass = abstract new (...given: never[]) => Error

function resolveOn<Value>(errorClass: ErrorClass, value: Value) {
  return (error: unknown): Value => {
    if (error instanceof errorClass) return value
    throw error
  }
}
