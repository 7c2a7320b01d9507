import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  ResourceNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider'

type Manager = { email: string; marketplace: string; role: 'manager' | 'viewer' }

/** The user pool of a deployment, by what its stack tells. */
export async function userPoolOf(
  stack: string,
  client = new CloudFormationClient({}),
): Promise<string> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }))
  const id = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'UserPoolId')?.OutputValue
  if (id !== undefined) return id
  throw new Error(`Cannot find the user pool: the stack '${stack}' has no output UserPoolId`)
}

/**
 * Adds somebody to the user pool, who gets an email with a first password, and to the group of the
 * role. Who is there already keeps what they have.
 */
export async function addManager(
  userPoolId: string,
  { email, marketplace, role }: Manager,
  client = new CognitoIdentityProviderClient({}),
): Promise<'added' | 'was there'> {
  const user = { UserPoolId: userPoolId, Username: email }
  const group = `${marketplace}/${role}`
  const isNew = await client
    .send(
      new AdminCreateUserCommand({
        ...user,
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' }, // else a forgotten password is lost for good
        ],
        DesiredDeliveryMediums: ['EMAIL'],
      }),
    )
    .then(() => true, unless(UsernameExistsException, false))
  await client
    .send(new AdminAddUserToGroupCommand({ ...user, GroupName: group }))
    .catch((error: unknown) => {
      if (!(error instanceof ResourceNotFoundException)) throw error
      throw new Error(
        `Cannot add to '${group}': the user pool has no such group; is '${marketplace}' deployed?`,
        {
          cause: error,
        },
      )
    })
  return isNew ? 'added' : 'was there'
}

type Kind = abstract new (...given: never[]) => Error

function unless<Value>(expected: Kind, value: Value) {
  return (error: unknown): Value => {
    if (error instanceof expected) return value
    throw error
  }
}
