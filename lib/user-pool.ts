import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'

import { acknowledgeNoPlusPlan } from './acknowledgements.ts'
import { RouterFunction } from './router-function.ts'

/**
 * People whom somebody else adds, each with a second factor and an email that they are called by;
 * they outlive the stack.
 */
export function newPool(scope: Construct): cognito.UserPool {
  const pool = new cognito.UserPool(scope, 'Pool', {
    featurePlan: cognito.FeaturePlan.ESSENTIALS,
    selfSignUpEnabled: false,
    signInAliases: { email: true },
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
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: true,
  })
  acknowledgeNoPlusPlan(pool)
  pool.addTrigger(
    cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
    new RouterFunction(scope, 'Function', {
      entry: 'pre-token-generation.aws.ts',
      description: "Puts people's email into their access tokens",
      timeout: Duration.seconds(5), // Cognito waits no longer
      memorySizeMb: 256, // a person waits for its start, and it is all processor
    }),
    cognito.LambdaVersion.V2_0, // the one for access tokens of people, and not of programs
  )
  return pool
}
