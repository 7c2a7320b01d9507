import { Duration, Stack } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import { variable } from '../adapters/common/environment-variables.ts'
import {
  actionsOf,
  detailTypePrefix,
  eventType,
  ownResource,
  type ResourceType,
  resourceTypes,
} from '../core/events/catalogue.ts'
import { noticeSource } from '../core/health/notice.ts'
import type { Source } from './worker.ts'

type EventIntakeProps = {
  /** The `source` of the events to accept. */
  readonly eventSource: string
  /** For how many days the bus archives events for replay; 0 disables the archive. */
  readonly archiveDays: number
  /** The accounts that may put events on the bus, besides its own. */
  readonly producerAccounts: readonly string[]
  /** Default: a new bus. */
  readonly eventBus?: events.IEventBus | undefined
}

/**
 * The detail-type prefixes of what is archived: not of what may contain card data, and not of
 * integration events, whose rows are their record, and which a replay might order once more.
 */
const archivedPrefixes = resourceTypes
  .filter((type) => type !== 'PAYMENT_INSTRUMENT' && type !== ownResource)
  .map(detailTypePrefix)

/** The notice about an integration event that its vendor does not complete. */
const pendingNotice = 'integration.pending'

/** The detail-types of integration events, such as `integration.subscription_order`. */
const integrationPrefix = detailTypePrefix(ownResource)

/** The bus on which producers put events, with one rule per resource of the catalogue. */
export class EventIntake extends Construct {
  readonly bus: events.IEventBus
  /**
   * The rules of the bus, for the worker that processes its events; the message group is the
   * resource.
   */
  readonly source: Source
  /** The rule for integration events, for the worker that calls vendors. */
  readonly integrationSource: Source
  private readonly props: EventIntakeProps

  constructor(scope: Construct, id: string, props: EventIntakeProps) {
    super(scope, id)
    this.props = props
    this.bus = props.eventBus ?? this.newBus()
    this.source = {
      arn: this.rulesArn(),
      rules: [...resourceTypes.map((type) => this.ruleFor(type)), this.ruleForUnknownTypes()],
    }
    this.integrationSource = { arn: this.rulesArn(), rules: [this.ruleForIntegration()] }
    this.archive()
    this.admitAccounts()
  }

  /** Lets a function put events on the bus, and passes it the bus name and the event source. */
  grantPublish(publisher: lambda.Function) {
    this.bus.grantPutEventsTo(publisher)
    publisher.addEnvironment(variable.busName, this.bus.eventBusName)
    publisher.addEnvironment(variable.eventSource, this.props.eventSource)
  }

  /**
   * Lets a function publish notices, and passes it the bus name. Without the event
   * source, it cannot publish as a marketplace.
   */
  grantNotify(notifier: lambda.Function) {
    this.bus.grantPutEventsTo(notifier)
    notifier.addEnvironment(variable.busName, this.bus.eventBusName)
  }

  /** The rule that matches notices for people: about webhooks, and events that stay pending. */
  noticesRule(): events.Rule {
    const detailType = events.Match.anyOf(events.Match.prefix('webhook.'), pendingNotice)
    const description = 'Notices for owners of webhooks and managers of products'
    return this.noticeRule('Notices', description, detailType)
  }

  /** A rule that matches notices of the router with these detail-types. */
  noticeRule(id: string, description: string, detailType: string[]): events.Rule {
    return new events.Rule(this, id, {
      eventBus: this.bus,
      description,
      eventPattern: { source: [noticeSource], detailType },
    })
  }

  /** A cast, as the class does not satisfy the interface under `exactOptionalPropertyTypes`. */
  private newBus(): events.IEventBus {
    const description = 'Events of the marketplaces'
    const eventBusName = `${Stack.of(this).stackName}-events`
    return new events.EventBus(this, 'Bus', { eventBusName, description }) as events.IEventBus
  }

  private rulesArn(): string {
    return Stack.of(this).formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: `${this.bus.eventBusName}/*`,
    })
  }

  private ruleFor(type: ResourceType) {
    const rule = new events.Rule(this, type, {
      eventBus: this.bus,
      description: `Events of ${type}`,
      eventPattern: {
        ...(type === ownResource
          ? {
              source: [noticeSource],
              detailType: actionsOf(type).map((one) => eventType(type, one)),
            }
          : {
              source: [this.props.eventSource],
              detailType: events.Match.prefix(detailTypePrefix(type)),
            }),
      },
    })
    return { rule, group: type }
  }

  /** Forwards events with an unknown type too, so that they become dead letters with a reason. */
  private ruleForUnknownTypes() {
    const rule = new events.Rule(this, 'Unknown', {
      eventBus: this.bus,
      description: 'Events of no known resource',
      eventPattern: {
        source: [this.props.eventSource],
        detailType: events.Match.anythingButPrefix(...resourceTypes.map(detailTypePrefix)),
      },
    })
    return { rule, group: 'UNKNOWN' }
  }

  private ruleForIntegration() {
    const rule = new events.Rule(this, 'Integration', {
      eventBus: this.bus,
      description: 'Integration events, for the vendors of products',
      eventPattern: {
        source: [this.props.eventSource],
        detailType: events.Match.prefix(integrationPrefix),
      },
    })
    return { rule, group: 'INTEGRATION' }
  }

  /** Only with the source of events, so that no other account can publish our notices. */
  private admitAccounts() {
    const { producerAccounts, eventSource } = this.props
    if (producerAccounts.length === 0) return
    const statement = new iam.PolicyStatement({
      principals: producerAccounts.map((account) => new iam.AccountPrincipal(account)),
      actions: ['events:PutEvents'],
      resources: [this.bus.eventBusArn],
      conditions: { StringEquals: { 'events:source': eventSource } },
    })
    new events.CfnEventBusPolicy(this, 'Producers', {
      eventBusName: this.bus.eventBusName,
      statementId: `${Stack.of(this).stackName}-producers`, // a given bus may have other statements
      statement: statement.toStatementJson() as unknown,
    })
  }

  private archive() {
    const { eventSource, archiveDays } = this.props
    if (archiveDays === 0) return
    // Not `bus.archive()`, which would put it into the stack of a given bus.
    new events.Archive(this, 'Archive', {
      sourceEventBus: this.bus,
      description:
        'Events for webhooks, except those that may contain card data, for replay after an outage',
      eventPattern: {
        source: [eventSource],
        detailType: events.Match.anyOf(
          ...archivedPrefixes.map((type) => events.Match.prefix(type)),
        ),
      },
      retention: Duration.days(archiveDays),
    })
  }
}
