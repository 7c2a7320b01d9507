import { RemovalPolicy } from 'aws-cdk-lib'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'

import { acknowledgeNoPlusPlan } from './acknowledgements.ts'

/** People whom somebody else adds, each with a second factor; they outlive the stack. */
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
  return pool
}
