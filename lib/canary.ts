import { Duration } from 'aws-cdk-lib'
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import * as events from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import { canaryMarketplace } from '../core/marketplaces/names.ts'
import { acknowledgeSignedRoute } from './acknowledgements.ts'
import type { EncryptionKey } from './encryption-key.ts'
import type { EventIntake } from './event-intake.ts'
import type { ManagementApi } from './management-api.ts'
import type { Monitoring } from './monitoring.ts'
import { RouterFunction } from './router-function.ts'
import type { Settings } from './settings.ts'
import type { Tables } from './tables.ts'

/** The parts of the router that the canary uses; its receiver is a route of the API. */
type CanaryProps = {
  readonly api: ManagementApi
  readonly tables: Tables
  readonly intake: EventIntake
  readonly secretsKey: EncryptionKey
  readonly monitoring: Monitoring
} & Pick<Settings, 'isConcurrencyReserved' | 'marketplaceMetrics'>

const path = '/canary'

/** One sends, another receives; requests of others cannot take more of the account. */
const concurrency = 2

/**
 * Sends an event through the whole router every five minutes, to a receiver of its own: an alarm goes
 * off when none arrives.
 */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, props: CanaryProps) {
    super(scope, id)
    const canary = this.newFunction(props)
    const { api, tables, intake, secretsKey, monitoring } = props
    tables.grantPartitions(
      canary,
      ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
      [`${canaryMarketplace}*`, '#marketplaces'],
    )
    intake.grantPublish(canary)
    secretsKey.grantSeal(canary)
    secretsKey.grantOpenSigning(canary)
    monitoring.measure(canary, props.marketplaceMetrics)
    this.receive(canary, api)
    this.send(canary, `${api.origin}${path}`)
  }

  private newFunction({ isConcurrencyReserved }: CanaryProps): lambda.Function {
    return new RouterFunction(this, 'Function', {
      entry: 'canary',
      description: 'Sends an event through the whole router, and receives it',
      timeout: Duration.seconds(20),
      memorySizeMb: 256,
      reservedConcurrency: isConcurrencyReserved ? concurrency : undefined,
    })
  }

  private receive(canary: lambda.Function, { api }: ManagementApi) {
    const routes = api.addRoutes({
      path,
      methods: [apigateway.HttpMethod.POST],
      integration: new HttpLambdaIntegration('Canary', canary),
    })
    routes.forEach(acknowledgeSignedRoute)
  }

  private send(canary: lambda.Function, url: string) {
    const target = new LambdaFunction(canary, {
      event: events.RuleTargetInput.fromObject({ url }),
      retryAttempts: 0, // the next one comes soon
    })
    new events.Rule(this, 'EveryFiveMinutes', {
      description: 'Sends a canary through the router',
      schedule: events.Schedule.rate(Duration.minutes(5)),
      targets: [target],
    })
  }
}
