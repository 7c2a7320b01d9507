import { Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

/**
 * What cdk-nag finds and we have decided otherwise, each with its reason. Anything new that it
 * finds fails the build.
 */
export function acknowledgeNoPlusPlan(userPool: IConstruct) {
  Validations.of(userPool).acknowledge({
    id: 'AwsSolutions-COG8',
    reason:
      'The Plus plan guards the passwords of strangers. Nobody signs up here: a few managers with ' +
      'a second factor, and machine clients without passwords.',
  })
}

export function acknowledgeOpenRoute(route: IConstruct) {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'GET /health says that the router runs, and GET /openapi.json what its API is, as its public source does: ' +
      'to whoever asks, and nothing else.',
  })
}

export function acknowledgePage(files: IConstruct, distribution: IConstruct) {
  Validations.of(files).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Files that are in the repository, read by CloudFront alone: there is nothing to find out.',
  })
  const reasons = {
    'AwsSolutions-CFR1': 'Managers may travel; who is let in is the business of the sign-in.',
    'AwsSolutions-CFR2':
      'Static files without a server behind them: a firewall has nothing to protect.',
    'AwsSolutions-CFR3': 'Files that are in the repository. Who asks the API is in its access log.',
    'AwsSolutions-CFR4':
      'With the certificate of *.cloudfront.net AWS decides which versions of TLS it speaks, and ' +
      'browsers of today speak 1.3. Another one needs a domain of the deployment.',
  }
  for (const [id, reason] of Object.entries(reasons)) {
    Validations.of(distribution).acknowledge({ id, reason })
  }
}

/** The CDK's function that copies files into the page's bucket while a deployment runs. */
export function acknowledgePublisher(publisher: IConstruct) {
  const rights =
    "The CDK's own function: it reads what was uploaded for a deployment and writes the page's bucket, nothing else."
  const reasons = {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
      "The CDK's own function: this policy of AWS allows it to write a log, and nothing else.",
    'AwsSolutions-IAM5[Action::s3:GetBucket*]': rights,
    'AwsSolutions-IAM5[Action::s3:GetObject*]': rights,
    'AwsSolutions-IAM5[Action::s3:List*]': rights,
    'AwsSolutions-IAM5[Action::s3:Abort*]': rights,
    'AwsSolutions-IAM5[Action::s3:DeleteObject*]': rights,
    'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]':
      rights,
    'AwsSolutions-IAM5[Resource::<PageFiles79CCA538.Arn>/*]': rights,
    'AwsSolutions-L1': "The CDK's own function runs on what the CDK chose.",
  }
  for (const [id, reason] of Object.entries(reasons)) {
    Validations.of(publisher).acknowledge({ id, reason })
  }
}
