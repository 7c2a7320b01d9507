import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'

import { acknowledgeOpenRoute } from './acknowledgements.ts'
import { logRetention, RouterFunction } from './router-function.ts'
import type { SignIn } from './sign-in.ts'

type ManagementApiProps = {
  readonly signIn: SignIn
  /** The origins of pages that browsers let call the API, such as `https://hooks.example.com`; none if not given. */
  readonly pageOrigins?: readonly string[]
}

/** What anybody may read: that the router runs, and what its API is. */
const openPaths = ['/health', '/openapi.json']

/** Where managers set up webhooks and look at deliveries, and producers may hand in events. */
export class ManagementApi extends Construct {
  readonly function: lambda.Function
  readonly url: string
  /** The same without a path, as the page asks. */
  readonly origin: string

  constructor(scope: Construct, id: string, { signIn, pageOrigins = [] }: ManagementApiProps) {
    super(scope, id)
    this.function = new RouterFunction(this, 'Function', {
      entry: 'manage.aws.ts',
      description: 'Answers the management API',
      timeout: Duration.seconds(29), // a test waits for its receiver; the API itself waits for 30
      memorySizeMb: 512, // a person waits for the cold start too, and it is all processor
      beside: { path: 'docs/openapi.json', name: 'openapi.json' },
    })
    const api = new apigateway.HttpApi(this, 'Api', {
      description: 'Postrider: webhooks, deliveries, events',
      createDefaultStage: false,
      ...(pageOrigins.length > 0 && { corsPreflight: preflightOf(pageOrigins) }),
    })
    const integration = new HttpLambdaIntegration('Manage', this.function)
    api.addRoutes({ path: '/{proxy+}', methods, integration, authorizer: signIn.authorizer() })
    for (const path of openPaths) {
      const open = { path, methods: [GET, HEAD], integration }
      api.addRoutes(open).forEach(acknowledgeOpenRoute)
    }
    this.url = this.stageOf(api).url
    this.origin = api.apiEndpoint
  }

  private stageOf(httpApi: apigateway.HttpApi): apigateway.HttpStage {
    const log = new logs.LogGroup(this, 'AccessLog', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    return new apigateway.HttpStage(this, 'Stage', {
      httpApi,
      autoDeploy: true,
      // Far more than managers need; a producer of more events puts them on the bus.
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: { destination: new apigateway.LogGroupLogDestination(log), format },
    })
  }
}

const { DELETE, GET, HEAD, PATCH, POST, PUT } = apigateway.HttpMethod

/** Not ANY: that would ask a preflight for a token, and browsers send none. */
const methods = [GET, HEAD, POST, PUT, PATCH, DELETE]

/** What a page of these origins may send and read; browsers remember it for an hour. */
function preflightOf(origins: readonly string[]): apigateway.CorsPreflightOptions {
  return {
    allowOrigins: [...origins],
    allowMethods: [GET, POST, PATCH, DELETE].map((method) => apigateway.CorsHttpMethod[method]),
    allowHeaders: ['authorization', 'content-type', 'if-match', 'if-none-match', 'idempotency-key'],
    exposeHeaders: ['etag', 'location', 'retry-after', 'idempotency-replayed'],
    maxAge: Duration.hours(1),
  }
}

/** Who asked for what, and how it ended. Query strings and addresses stay out. */
const format = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestTime: '$context.requestTime',
    httpMethod: '$context.httpMethod',
    path: '$context.path',
    status: '$context.status',
    responseLatencyMs: '$context.responseLatency',
    client: '$context.authorizer.claims.client_id',
    error: '$context.error.message',
    authorizerError: '$context.authorizer.error',
    integrationError: '$context.integrationErrorMessage',
  }),
)
