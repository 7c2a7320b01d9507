import { Stack } from 'aws-cdk-lib'
import type * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import type * as sns from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'

import { Alarms } from './alarms/alarms.ts'
import { allAlarms } from './alarms/all-alarms.ts'
import { Archive } from './archive.ts'
import { Canary } from './canary.ts'
import { pageConfig } from './config-json.ts'
import { Dashboard } from './dashboard.ts'
import { checkDeployable } from './deployment-checks.ts'
import { grantAll } from './grants.ts'
import { newParts, type Parts } from './parts.ts'
import type { PostriderProps } from './postrider-props.ts'
import { RouterFunction } from './router-function.ts'
import type { Settings } from './settings.ts'
import { Mail } from './mail.ts'
import { settingsOf } from './settings-of-props.ts'
import { Sweep } from './sweep.ts'
import type { Worker } from './worker.ts'

/**
 * The whole router: bus, functions, queues, tables, API, page, sign-in and alarms. A stack has at
 * most one, because the dashboard, the metrics and the sign-in have the stack's name.
 */
export class Postrider extends Construct {
  /** The bus that producers put events on. */
  readonly eventBus: events.IEventBus
  /** The topic of alarms and notices. */
  readonly alarmTopic: sns.ITopic
  /** The management API's URL, with a trailing slash. */
  readonly apiUrl: string
  /** The page's URL, with a trailing slash. */
  readonly pageUrl: string
  /** The tables' names, by what they hold. */
  readonly tableNames: Readonly<Record<string, string>>
  /** The public addresses that receivers are called from, with `staticEgress`. */
  readonly egressAddresses: readonly string[]
  /** What people and programs need after a deployment, by the names of outputs. No secrets. */
  readonly outputs: Readonly<Record<string, string>>

  constructor(scope: Construct, id: string, props: PostriderProps) {
    super(scope, id)
    const settings = settingsOf(props)
    mustBeDeployable(this, settings)
    const parts = newParts(this, { props, settings })
    const { intake, fanOut, wake, callVendor, monitoring, signIn, page, api } = parts
    this.eventBus = intake.bus
    this.alarmTopic = monitoring.topic
    this.apiUrl = api.url
    this.pageUrl = `${page.origin}/`
    this.tableNames = parts.tables.names
    this.egressAddresses = parts.egressAddresses

    const clientId = signIn.addPage([this.pageUrl])
    fanOut.listenTo(intake.source)
    monitoring.forward(intake.noticesRule())
    wake.listenTo(new Sweep(this, 'Sweep', sweepOfWebhooks).source)
    callVendor.listenTo(intake.integrationSource)
    callVendor.listenTo(new Sweep(this, 'VendorSweep', sweepOfIntegrations).source)
    grantAll(parts, settings)
    if (settings.canary === 'on') new Canary(this, 'Canary', { ...settings, ...parts })
    const archive =
      settings.archive === 'off'
        ? undefined
        : new Archive(this, 'Archive', { ...settings, ...parts })
    const mail =
      settings.mailFrom === '' ? undefined : new Mail(this, 'Mail', { ...settings, ...parts })
    page.publish(pageConfig({ api, signIn, clientId, ...settings }))
    const optional = { archiver: archive?.function, sendMail: mail?.worker }
    const dashboard = this.monitor({ ...parts, ...optional }, clientId, settings)
    const outputs = { ...outputsOf(parts), ...archive?.outputs, ...mail?.outputs }
    this.outputs = { ...outputs, DashboardName: dashboard }
    this.retainLogs(settings)
    if (props.permissionsBoundary !== undefined) {
      iam.PermissionsBoundary.of(this).apply(props.permissionsBoundary)
    }
  }

  /** Alarms and the dashboard; returns the dashboard's name. */
  private monitor(parts: Parts & Optional, clientId: string, settings: Settings): string {
    const { monitoring, fanOut, deliver, wake, callVendor, sendMail, vendors, api } = parts
    const workers = [fanOut, deliver, wake, callVendor, ...(sendMail ? [sendMail] : [])]
    for (const one of [...workers, api, vendors]) {
      monitoring.measure(one.function, settings.marketplaceMetrics)
    }
    const hasCanary = settings.canary === 'on'
    const functions = this.node.findAll().filter((one) => one instanceof RouterFunction)
    const { UserPoolId: userPoolId } = parts.signIn.outputs
    const watched = { ...parts, workers, functions, userPoolId, clientId, hasCanary }
    const alarms = new Alarms(this, 'Alarms', allAlarms(watched)).all
    return new Dashboard(this, 'Dashboard', { monitoring, alarms, workers, functions, hasCanary })
      .name
  }

  private retainLogs({ logRetention }: Settings) {
    for (const one of this.node.findAll()) {
      if (one instanceof logs.CfnLogGroup) one.retentionInDays = logRetention
    }
  }
}

const sweepOfWebhooks =
  'Wakes webhooks whose waiting deliveries are overdue, and rolls up the statistics'
const sweepOfIntegrations =
  'Repairs integration events whose messages were lost, and reminds of them'

type Optional = {
  readonly archiver: lambda.Function | undefined
  readonly sendMail: Worker | undefined
}

function mustBeDeployable(router: Postrider, settings: Settings) {
  const stack = Stack.of(router)
  const others = stack.node.findAll().filter((one) => one instanceof Postrider && one !== router)
  const { stackName, region } = stack
  checkDeployable({ stackName, region, settings, isAlone: others.length === 0 })
}

function outputsOf(parts: Parts): Record<string, string> {
  const { api, intake, fanOut, deliver, wake, callVendor } = parts
  const { monitoring, page, egressAddresses } = parts
  return {
    ApiUrl: api.url,
    BusName: intake.bus.eventBusName,
    BusArn: intake.bus.eventBusArn,
    MalformedEventsUrl: fanOut.unreadable.queueUrl,
    EventsDeadLettersUrl: fanOut.deadLetters.queueUrl,
    DeliveriesDeadLettersUrl: deliver.deadLetters.queueUrl,
    WakeUpsDeadLettersUrl: wake.deadLetters.queueUrl,
    MalformedIntegrationEventsUrl: callVendor.unreadable.queueUrl,
    VendorCallsDeadLettersUrl: callVendor.deadLetters.queueUrl,
    AlarmTopicArn: monitoring.topic.topicArn,
    PageUrl: `${page.origin}/`,
    ...(egressAddresses.length > 0 && { EgressAddresses: egressAddresses.join(',') }),
    ...api.outputs,
    ...page.outputs,
    ...parts.signIn.outputs,
    ...parts.tables.outputs,
    ...parts.secretsKey.outputs,
  }
}
