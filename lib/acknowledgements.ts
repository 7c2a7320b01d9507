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
