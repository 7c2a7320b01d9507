import { Duration } from 'aws-cdk-lib'
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import { acknowledgeVendorRoute } from './acknowledgements.ts'
import type { ManagementApi } from './management-api.ts'
import { RouterFunction } from './router-function.ts'
import type { Settings } from './settings.ts'

type VendorApiProps = { readonly api: ManagementApi } & Pick<Settings, 'isConcurrencyReserved'>

/** At 50 ms a request, 200 requests a second. */
const concurrency = 10

/**
 * Requests a second of each route, of all vendors together. Everybody may send them, and they share
 * the account's quota with the management API.
 */
const throttle = { rateLimit: 100, burstLimit: 200 }

const { GET, HEAD, POST } = apigateway.HttpMethod

const routes = [
  { path: '/api/integration/v1/{proxy+}', methods: [GET, HEAD, POST] },
  { path: '/oauth2/token', methods: [POST] },
  { path: '/integration-events/{token}/redirect', methods: [GET] },
  { path: '/integration-events/{token}/return', methods: [GET] },
]

/** Where vendors read integration events, send results and get access tokens, and customers pass. */
export class VendorApi extends Construct {
  readonly function: lambda.Function

  constructor(scope: Construct, id: string, { api, isConcurrencyReserved }: VendorApiProps) {
    super(scope, id)
    this.function = new RouterFunction(this, 'Function', {
      entry: 'vendors',
      description: 'Shows integration events to their vendors, and takes their results',
      timeout: Duration.seconds(20),
      memorySizeMb: 512, // for a fast cold start: the vendor waits for it within its own time limit
      reservedConcurrency: isConcurrencyReserved ? concurrency : undefined,
    })
    const integration = new HttpLambdaIntegration('Vendors', this.function)
    const added = routes.flatMap((route) => api.api.addRoutes({ ...route, integration }))
    added.forEach(acknowledgeVendorRoute)
    api.throttle(added, throttle)
  }
}
