import { RemovalPolicy } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as kms from 'aws-cdk-lib/aws-kms'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import { variable } from '../adapters/common/environment-variables.ts'

/**
 * The key under which webhooks' secrets are stored: what a secret is for is in its encryption
 * context.
 */
export class SecretsKey extends Construct {
  private readonly key: kms.Key

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.key = new kms.Key(this, 'Key', {
      description: 'Seals the secrets of webhooks',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN, // without it, no stored secret opens again
    })
  }

  /** Lets a function seal a secret, and tells it the key. */
  grantSeal(sealer: lambda.Function) {
    this.grant(sealer, 'kms:Encrypt')
  }

  /**
   * Lets a function open what webhooks sign with, and tells it the key. What authenticates them at
   * receivers, sealed for another purpose, stays shut to it.
   */
  grantOpenSigning(opener: lambda.Function) {
    this.grantFor('signing', opener, 'kms:Decrypt')
  }

  /**
   * Lets a function seal access tokens and nothing that a webhook was set up with, and tells it the
   * key.
   */
  grantSealTokens(sealer: lambda.Function) {
    this.grantFor('token', sealer, 'kms:Encrypt')
  }

  /** Lets a function open every sealed secret, and tells it the key. */
  grantOpen(opener: lambda.Function) {
    this.grant(opener, 'kms:Decrypt')
  }

  private grant(user: lambda.Function, action: string) {
    this.key.grant(user, action)
    this.tell(user)
  }

  private grantFor(purpose: 'signing' | 'token', user: lambda.Function, action: string) {
    user.addToRolePolicy(
      new iam.PolicyStatement({
        actions: [action],
        resources: [this.key.keyArn],
        conditions: { StringEquals: { 'kms:EncryptionContext:purpose': purpose } },
      }),
    )
    this.tell(user)
  }

  private tell(user: lambda.Function) {
    user.addEnvironment(variable.secretsKeyId, this.key.keyArn)
  }
}
