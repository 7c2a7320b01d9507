import { Stack } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as kms from 'aws-cdk-lib/aws-kms'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import { variable } from '../adapters/common/environment-variables.ts'
import { toRemovalPolicy } from './removal-policy.ts'
import type { Settings } from './settings.ts'

type Purpose = 'authentication' | 'signing' | 'key' | 'token' | 'url' | 'vendor'

type EncryptionKeyProps = Pick<Settings, 'existingSecretsKey' | 'removalPolicy'>

/**
 * The KMS key that encrypts the secrets of webhooks and products. The encryption context contains what a secret is
 * for.
 */
export class EncryptionKey extends Construct {
  readonly outputs: Readonly<Record<string, string>>
  private readonly key: kms.IKey

  constructor(
    scope: Construct,
    id: string,
    { existingSecretsKey, removalPolicy }: EncryptionKeyProps,
  ) {
    super(scope, id)
    this.key =
      existingSecretsKey === ''
        ? this.newKey(removalPolicy)
        : kms.Key.fromKeyArn(this, 'Key', existingSecretsKey)
    this.outputs = { SecretsKeyArn: this.key.keyArn }
  }

  private newKey(removalPolicy: Settings['removalPolicy']): kms.Key {
    return new kms.Key(this, 'Key', {
      description: 'Encrypts the secrets of webhooks',
      alias: `alias/${Stack.of(this).stackName}/secrets`,
      multiRegion: true, // cannot be changed later; costs the same
      enableKeyRotation: true,
      removalPolicy: toRemovalPolicy(removalPolicy), // without the key, stored secrets are lost
    })
  }

  /** Lets a function encrypt secrets, and passes it the key. */
  grantSeal(sealer: lambda.Function) {
    this.grant(sealer, 'kms:Encrypt')
  }

  /**
   * Lets a function decrypt signing secrets only, and passes it the key. Receivers' credentials
   * have another purpose in their encryption context.
   */
  grantOpenSigning(opener: lambda.Function) {
    this.grantFor('signing', opener, 'kms:Decrypt')
  }

  /** Lets a function decrypt signing secrets and URLs, which change in part; and passes it the key. */
  grantOpenForChanges(opener: lambda.Function) {
    this.grantFor(['signing', 'url'], opener, 'kms:Decrypt')
  }

  /** Lets a function encrypt access tokens only, and passes it the key. */
  grantSealTokens(sealer: lambda.Function) {
    this.grantFor('token', sealer, 'kms:Encrypt')
  }

  /** Lets a function decrypt what vendors sign in with, and passes it the key. */
  grantOpenVendor(opener: lambda.Function) {
    this.grantFor('vendor', opener, 'kms:Decrypt')
  }

  /** Lets a function decrypt what a call to a receiver needs, and passes it the key. */
  grantOpenOfWebhooks(opener: lambda.Function) {
    this.grantFor(['authentication', 'signing', 'key', 'token', 'url'], opener, 'kms:Decrypt')
  }

  /** Lets a function decrypt what a call to a vendor needs, and passes it the key. */
  grantOpenOfProducts(opener: lambda.Function) {
    this.grantFor(['authentication', 'token', 'vendor'], opener, 'kms:Decrypt')
  }

  private grant(user: lambda.Function, action: string) {
    this.key.grant(user, action)
    this.addKeyId(user)
  }

  private grantFor(purpose: Purpose | readonly Purpose[], user: lambda.Function, action: string) {
    user.addToRolePolicy(
      new iam.PolicyStatement({
        actions: [action],
        resources: [this.key.keyArn],
        conditions: { StringEquals: { 'kms:EncryptionContext:purpose': purpose } },
      }),
    )
    this.addKeyId(user)
  }

  private addKeyId(user: lambda.Function) {
    user.addEnvironment(variable.secretsKeyId, this.key.keyArn)
  }
}
