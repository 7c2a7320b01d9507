/** Whom the role has to trust, for which marketplace. */
export type AwsAccess = { principalArn?: string; externalId: string }

/** The trust policy of a role that only the router assumes, for this marketplace. */
export function trustPolicy({
  principalArn = '<ARN of the user or role that the router runs as>',
  externalId,
}: AwsAccess): string {
  return policy({
    Effect: 'Allow',
    Principal: { AWS: principalArn },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': externalId } },
  })
}

/** What the role has to be allowed. */
export function permissionPolicy(place: 'eventBus' | 'queue', arn: string): string {
  const action = place === 'eventBus' ? 'events:PutEvents' : 'sqs:SendMessage'
  return policy({ Effect: 'Allow', Action: action, Resource: arn })
}

function policy(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)
}
