import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'

import { acknowledgeNoPlusPlan } from './acknowledgements.ts'
import { RouterFunction } from './router-function.ts'

/**
 * A user pool for people: created by an administrator, with email as user name and a second factor.
 * It is retained when the stack is deleted.
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
      timeout: Duration.seconds(5), // Cognito's limit for triggers
      memorySizeMb: 256, // for a fast cold start, which is CPU-bound and a person waits for
    }),
    cognito.LambdaVersion.V2_0, // for people's access tokens; version 3 adds those of machines
  )
  return pool
}
