import { Duration, Stack } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import { variable } from '../adapters/common/environment-variables.ts'
import { detailTypePrefix, type ResourceType, resourceTypes } from '../core/events/catalogue.ts'
import { noticeSource } from '../core/health/notice.ts'
import type { Source } from './worker.ts'

type EventIntakeProps = {
  /** The `source` of the events that are taken in. */
  readonly eventSource: string
  /** For so long the bus can replay them; 0 keeps nothing. */
  readonly archiveDays: number
}

/** What every event begins with that can hold no card data. */
const cardless = resourceTypes.filter((type) => type !== 'PAYMENT_INSTRUMENT').map(detailTypePrefix)

/** The bus that producers put events on, and a rule for each resource of the catalogue. */
export class EventIntake extends Construct {
  readonly busName: string
  /** The rules of the bus, for whoever takes its events; the message group is the resource. */
  readonly source: Source
  private readonly bus: events.EventBus
  private readonly props: EventIntakeProps

  constructor(scope: Construct, id: string, props: EventIntakeProps) {
    super(scope, id)
    this.props = props
    this.bus = new events.EventBus(this, 'Bus', { description: 'What happens in the marketplaces' })
    this.busName = this.bus.eventBusName
    this.source = {
      arn: this.rulesArn(),
      rules: [...resourceTypes.map((type) => this.ruleFor(type)), this.ruleForTheRest()],
    }
    this.archive()
  }

  /** Lets a function put events on the bus, and tells it which, and under which source. */
  grantPublish(publisher: lambda.Function) {
    this.bus.grantPutEventsTo(publisher)
    publisher.addEnvironment(variable.busName, this.busName)
    publisher.addEnvironment(variable.eventSource, this.props.eventSource)
  }

  /**
   * Lets a function tell of webhooks on the bus, and tells it which; marketplaces' events it puts
   * on none.
   */
  grantNotify(notifier: lambda.Function) {
    this.bus.grantPutEventsTo(notifier)
    notifier.addEnvironment(variable.busName, this.busName)
  }

  /** The rule of what is told of webhooks, for whoever hands it to people. */
  noticesRule(): events.Rule {
    return new events.Rule(this, 'Notices', {
      eventBus: this.bus,
      description: 'What owners of webhooks are to know',
      eventPattern: { source: [noticeSource], detailType: events.Match.prefix('webhook.') },
    })
  }

  private rulesArn(): string {
    return Stack.of(this).formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: `${this.busName}/*`,
    })
  }

  private ruleFor(type: ResourceType) {
    const rule = new events.Rule(this, type, {
      eventBus: this.bus,
      description: `Events of ${type}`,
      eventPattern: {
        source: [this.props.eventSource],
        detailType: events.Match.prefix(detailTypePrefix(type)),
      },
    })
    return { rule, group: type }
  }

  /** What belongs to no resource is handed over too, and becomes a dead letter with its reason. */
  private ruleForTheRest() {
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

  private archive() {
    const { eventSource, archiveDays } = this.props
    if (archiveDays === 0) return
    this.bus.archive('Archive', {
      description:
        'Every event but those that may hold card data, for a replay after a fault of ours',
      eventPattern: {
        source: [eventSource],
        detailType: events.Match.anyOf(...cardless.map((type) => events.Match.prefix(type))),
      },
      retention: Duration.days(archiveDays),
    })
  }
}
