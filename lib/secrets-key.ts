import { RemovalPolicy } from 'aws-cdk-lib'
import * as kms from 'aws-cdk-lib/aws-kms'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import { variable } from '../adapters/variables.ts'

/** The key under which receivers' credentials are stored. Who seals them cannot open them. */
export class SecretsKey extends Construct {
  private readonly key: kms.Key

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.key = new kms.Key(this, 'Key', {
      description: 'Seals the credentials of webhooks',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN, // without it, no stored credential opens again
    })
  }

  /** Lets a function seal a secret, and tells it the key. */
  grantSeal(sealer: lambda.Function) {
    this.grant(sealer, 'kms:Encrypt')
  }

  /** Lets a function open a sealed secret, and tells it the key. */
  grantOpen(opener: lambda.Function) {
    this.grant(opener, 'kms:Decrypt')
  }

  private grant(user: lambda.Function, action: string) {
    this.key.grant(user, action)
    user.addEnvironment(variable.secretsKeyId, this.key.keyArn)
  }
}
