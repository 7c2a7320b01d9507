import { Duration, Stack } from 'aws-cdk-lib'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import * as iam from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'

import { acknowledgeNoPlusPlan } from './acknowledgements.ts'
import { toRemovalPolicy } from './removal-policy.ts'
import { RouterFunction } from './router-function.ts'
import type { Settings } from './settings.ts'

/**
 * A user pool for people: created by an administrator, with email as user name and a second factor.
 */
export function newPool(
  scope: Construct,
  removalPolicy: Settings['removalPolicy'],
): cognito.UserPool {
  const pool = new cognito.UserPool(scope, 'Pool', {
    featurePlan: cognito.FeaturePlan.ESSENTIALS,
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false, // cannot be changed later
    mfa: cognito.Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
    },
    accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
    removalPolicy: toRemovalPolicy(removalPolicy),
    deletionProtection: removalPolicy === 'retain',
  })
  acknowledgeNoPlusPlan(pool)
  pool.addTrigger(
    cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
    newTrigger(scope),
    cognito.LambdaVersion.V2_0, // for people's access tokens; version 3 adds those of machines
  )
  return pool
}

/** The pool of an earlier deployment of this stack's name. It invokes the trigger by its name. */
export function existingPool(scope: Construct, id: string): cognito.IUserPool {
  const pool = cognito.UserPool.fromUserPoolId(scope, 'Pool', id)
  newTrigger(scope).addPermission('Cognito', {
    principal: new iam.ServicePrincipal('cognito-idp.amazonaws.com'),
    sourceArn: pool.userPoolArn,
  })
  return pool
}

function newTrigger(scope: Construct): RouterFunction {
  return new RouterFunction(scope, 'Function', {
    name: `${Stack.of(scope).stackName}-sign-in`,
    entry: 'pre-token-generation',
    description: "Puts people's email into their access tokens",
    timeout: Duration.seconds(5), // Cognito's limit for triggers
    memorySizeMb: 256, // for a fast cold start, which is CPU-bound and a person waits for
  })
}
