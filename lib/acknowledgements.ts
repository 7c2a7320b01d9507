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

/** The function that publishes the page. */
export function acknowledgeAllFiles(role: IConstruct) {
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::<PageFiles79CCA538.Arn>/*]',
    reason:
      "The page's bucket is for the page alone, and the names of its files tell their content.",
  })
}
