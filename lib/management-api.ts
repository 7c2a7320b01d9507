import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets'
import { Construct } from 'constructs'

import { acknowledgeOpenRoute } from './acknowledgements.ts'
import { addRecords, certificateOf } from './custom-domain.ts'
import type { CustomDomain } from './postrider-props.ts'
import { TokenVerifier } from './token-verifier.ts'
import { RouterFunction } from './router-function.ts'
import type { Settings } from './settings.ts'
import type { SignIn } from './sign-in.ts'

type ManagementApiProps = {
  readonly signIn: SignIn
  /**
   * The origins whose pages may call the API (CORS), such as `https://hooks.example.com`; default:
   * none.
   */
  readonly pageOrigins?: readonly string[]
  /** Default: API Gateway's. */
  readonly domain?: CustomDomain | undefined
} & Pick<Settings, 'parsed' | 'isConcurrencyReserved'>

type Throttle = { readonly rateLimit: number; readonly burstLimit: number }

/** At 50 ms a request, 1,000 requests a second. */
const concurrency = 50

/** The stage admits this many callers at their full rate, so that one cannot use it up. */
const callersAtFullRate = 20

/** Public routes: liveness and the API description. */
const publicPaths = ['/health', '/openapi.json']

/** Public keys too: each request reads a webhook, so that all receivers together are limited. */
const keysPath = '/.well-known/webhook-keys/{marketplace}/{id}'
const keysThrottle = { rateLimit: 50, burstLimit: 100 }

/**
 * The HTTP API where managers configure webhooks and read deliveries, and producers may publish
 * events.
 */
export class ManagementApi extends Construct {
  readonly function: lambda.Function
  readonly authorizer: lambda.Function
  readonly url: string
  readonly api: apigateway.HttpApi
  /** The URL without a path, as the page needs it. */
  readonly origin: string
  /** The target of the domain's CNAME, unless its zone is known. */
  readonly outputs: Readonly<Record<string, string>>
  private readonly stage: apigateway.HttpStage

  constructor(scope: Construct, id: string, props: ManagementApiProps) {
    super(scope, id)
    const { signIn, pageOrigins = [], parsed, isConcurrencyReserved, domain } = props
    const reservedConcurrency = isConcurrencyReserved ? concurrency : undefined
    const authorizer = new TokenVerifier(this, 'Authorizer', { ...signIn, reservedConcurrency })
    this.authorizer = authorizer.function
    this.function = new RouterFunction(this, 'Function', {
      entry: 'manage',
      description: 'Handles the management API',
      timeout: Duration.seconds(29), // for tests, which wait; HTTP APIs time out after 30 s
      memorySizeMb: 512, // for a fast cold start, which is CPU-bound and a person waits for
      reservedConcurrency,
    })
    this.api = new apigateway.HttpApi(this, 'Api', {
      description: 'Postrider: webhooks, deliveries, events',
      createDefaultStage: false,
      ...(pageOrigins.length > 0 && { corsPreflight: preflightOf(pageOrigins) }),
    })
    const integration = new HttpLambdaIntegration('Manage', this.function)
    this.api.addRoutes({
      path: '/{proxy+}',
      methods,
      integration,
      authorizer: authorizer.forRoutes,
    })
    const open = [...publicPaths, keysPath].flatMap((path) =>
      this.api.addRoutes({ path, methods: [GET, HEAD], integration }),
    )
    open.forEach(acknowledgeOpenRoute)
    const exposed = this.expose(callersAtFullRate * parsed.apiRatePerSecond, domain)
    this.stage = exposed.stage
    this.url = exposed.url
    this.origin = exposed.origin
    this.outputs = exposed.outputs
    this.throttle(
      open.filter(({ path }) => path === keysPath),
      keysThrottle,
    )
  }

  /** Limits each of these routes on its own, below what the stage admits. */
  throttle(routes: readonly apigateway.HttpRoute[], { rateLimit, burstLimit }: Throttle) {
    const limits = { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit }
    const keys = routes.flatMap(({ node: { defaultChild } }) =>
      defaultChild instanceof apigateway.CfnRoute ? [defaultChild.routeKey] : [],
    )
    const { defaultChild: stage } = this.stage.node
    if (!(stage instanceof apigateway.CfnStage)) return
    const others = stage.routeSettings as Record<string, typeof limits> | undefined
    stage.routeSettings = { ...others, ...Object.fromEntries(keys.map((key) => [key, limits])) }
    stage.node.addDependency(...routes) // API Gateway refuses settings of a route that it lacks
  }

  private newDomainName(domain: CustomDomain): apigateway.DomainName {
    const made = new apigateway.DomainName(this, 'Domain', {
      domainName: domain.domainName,
      certificate: certificateOf(this, domain),
      securityPolicy: apigateway.SecurityPolicy.TLS_1_2,
    })
    const { regionalDomainName, regionalHostedZoneId } = made
    const to = new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId)
    addRecords(this, domain, { to })
    return made
  }

  /** Makes the API callable, at its own address or at the domain. */
  private expose(rateLimit: number, domain: CustomDomain | undefined) {
    if (domain === undefined) {
      const stage = this.newStage(rateLimit)
      return { stage, url: stage.url, origin: this.api.apiEndpoint, outputs: {} }
    }
    const domainName = this.newDomainName(domain)
    const stage = this.newStage(rateLimit, { domainMapping: { domainName } })
    const origin = `https://${domain.domainName}`
    const target = { ApiDomainTarget: domainName.regionalDomainName }
    const outputs = domain.hostedZone === undefined ? target : {}
    return { stage, url: `${origin}/`, origin, outputs }
  }

  private newStage(
    rateLimit: number,
    domain?: Pick<apigateway.HttpStageProps, 'domainMapping'>,
  ): apigateway.HttpStage {
    const log = new logs.LogGroup(this, 'AccessLog', {
      removalPolicy: RemovalPolicy.DESTROY,
    })
    return new apigateway.HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      ...domain,
      // The function limits each caller. This limits all of them, who share the account's quota.
      throttle: { rateLimit, burstLimit: 2 * rateLimit },
      accessLogSettings: { destination: new apigateway.LogGroupLogDestination(log), format },
    })
  }
}

const { DELETE, GET, HEAD, PATCH, POST, PUT } = apigateway.HttpMethod

/** Not ANY, which would require a token for preflight requests; browsers send none. */
const methods = [GET, HEAD, POST, PUT, PATCH, DELETE]

/** The CORS preflight response for these origins; browsers cache it for an hour. */
function preflightOf(origins: readonly string[]): apigateway.CorsPreflightOptions {
  return {
    allowOrigins: [...origins],
    allowMethods: [GET, POST, PUT, PATCH, DELETE].map(
      (method) => apigateway.CorsHttpMethod[method],
    ),
    allowHeaders: ['authorization', 'content-type', 'if-match', 'if-none-match', 'idempotency-key'],
    exposeHeaders: ['etag', 'location', 'retry-after', 'idempotency-replayed'],
    maxAge: Duration.hours(1),
  }
}

/** The access log: who called what, with which result. Query strings and addresses are left out. */
const format = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestTime: '$context.requestTime',
    httpMethod: '$context.httpMethod',
    path: '$context.path',
    status: '$context.status',
    responseLatencyMs: '$context.responseLatency',
    client: '$context.authorizer.client',
    error: '$context.error.message',
    authorizerError: '$context.authorizer.error',
    integrationError: '$context.integrationErrorMessage',
  }),
)
