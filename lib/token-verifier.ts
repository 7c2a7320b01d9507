import { Duration } from 'aws-cdk-lib'
import {
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import { variable } from '../adapters/common/environment-variables.ts'
import { RouterFunction, type RouterFunctionProps } from './router-function.ts'
import type { SignIn } from './sign-in.ts'

type AuthorizerProps = Pick<SignIn, 'issuer' | 'audience'> &
  Pick<RouterFunctionProps, 'reservedConcurrency'>

/** A revoked API key is rejected at the latest after this time. */
const cacheTtl = Duration.seconds(30)

/** Verifies the bearer tokens of the API: API keys, and access tokens of the issuer. */
export class TokenVerifier extends Construct {
  readonly function: lambda.Function
  readonly forRoutes: IHttpRouteAuthorizer

  constructor(
    scope: Construct,
    id: string,
    { issuer, audience, reservedConcurrency }: AuthorizerProps,
  ) {
    super(scope, id)
    this.function = new RouterFunction(this, 'Function', {
      entry: 'verify-bearer',
      description: 'Verifies the bearer tokens of the management API',
      timeout: Duration.seconds(10), // for reading the issuer's keys, which is rare
      memorySizeMb: 512, // for a fast cold start, which is CPU-bound and a person waits for
      reservedConcurrency,
    })
    this.function.addEnvironment(variable.issuer, issuer)
    this.function.addEnvironment(variable.audience, audience)
    this.forRoutes = new HttpLambdaAuthorizer('Tokens', this.function, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      resultsCacheTtl: cacheTtl,
    })
  }
}
