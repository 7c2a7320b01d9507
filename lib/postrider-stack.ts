import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import { variable } from '../adapters/common/environment-variables.ts'
import { Alarms } from './alarms/alarms.ts'
import { allAlarms } from './alarms/all-alarms.ts'
import { checkDeployable } from './deployment-checks.ts'
import { Dashboard } from './dashboard.ts'
import { addDestinationRules } from './destination-rules.ts'
import { EventIntake } from './event-intake.ts'
import { ManagementApi } from './management-api.ts'
import { Monitoring } from './monitoring.ts'
import { otherSignIn } from './other-sign-in.ts'
import { Page } from './page.ts'
import { pageConfig } from './config-json.ts'
import { EncryptionKey } from './encryption-key.ts'
import { RouterFunction } from './router-function.ts'
import type { Settings } from './settings.ts'
import { CognitoSignIn, type SignIn } from './sign-in.ts'
import { Sweep } from './sweep.ts'
import { Tables } from './tables.ts'
import { deliverWork, fanOutWork, wakeWork } from './work.ts'
import { Worker } from './worker.ts'

type PostriderStackProps = StackProps & {
  readonly settings: Settings
  /** The output folder of `npm run build:page`. */
  readonly pageFolder: string
}

/** The whole router. Its parts are in the order in which an event passes through them. */
export class PostriderStack extends Stack {
  private readonly intake: EventIntake
  private readonly fanOut: Worker
  private readonly deliver: Worker
  private readonly wake: Worker
  private readonly tables: Tables
  private readonly secretsKey: EncryptionKey
  private readonly signIn: SignIn
  private readonly page: Page
  private readonly api: ManagementApi
  private readonly monitoring: Monitoring

  constructor(scope: Construct, id: string, props: PostriderStackProps) {
    const { settings, pageFolder, ...stackProps } = props
    super(scope, id, { ...stackProps, stackName: settings.stackName })
    checkDeployable({ stackName: this.stackName, region: this.region, settings })
    for (const [name, value] of settings.tags) Tags.of(this).add(name, value)
    this.monitoring = new Monitoring(this, 'Monitoring', { email: settings.alarmEmail })
    this.intake = new EventIntake(this, 'EventIntake', settings)
    this.fanOut = new Worker(this, 'FanOut', { ...fanOutWork, ...settings })
    this.deliver = new Worker(this, 'Deliver', { ...deliverWork, ...settings })
    this.wake = new Worker(this, 'Wake', { ...wakeWork, ...settings })
    this.tables = new Tables(this, 'Tables', settings)
    this.secretsKey = new EncryptionKey(this, 'SecretsKey', settings)
    this.signIn = this.newSignIn(settings)
    this.page = new Page(this, 'Page', { folder: pageFolder, origins: this.signIn.origins })
    const clientId = this.signIn.addPage([`${this.page.origin}/`])
    this.api = new ManagementApi(this, 'ManagementApi', {
      signIn: this.signIn,
      pageOrigins: [this.page.origin],
      ...settings,
    })

    this.fanOut.listenTo(this.intake.source)
    this.monitoring.forward(this.intake.noticesRule())
    this.wake.listenTo(new Sweep(this, 'Sweep').source)
    this.grantFanOut()
    this.grantDeliver(settings)
    this.grantWake()
    this.grantManage(settings)
    this.page.publish(pageConfig({ api: this.api, signIn: this.signIn, clientId }))
    this.addOutputs(this.monitor(clientId, settings))
  }

  private newSignIn(settings: Settings): SignIn {
    return settings.otherIssuer === undefined
      ? new CognitoSignIn(this, 'SignIn', settings)
      : otherSignIn(settings.otherIssuer)
  }

  private grantFanOut() {
    const fanOut = this.fanOut.function
    this.tables.grantMatchWebhooks(fanOut)
    this.tables.grantStoreEvents(fanOut)
    this.tables.grantRecordDeliveries(fanOut)
    this.tables.grantParkNewDeliveries(fanOut)
    this.fanOut.grantSend(fanOut)
    this.deliver.grantSend(fanOut)
    this.wake.grantSend(fanOut)
  }

  private grantDeliver(settings: Settings) {
    const deliver = this.deliver.function
    this.tables.grantDisableWebhooks(deliver)
    this.tables.grantReadEvents(deliver)
    this.tables.grantRecordDeliveries(deliver)
    this.tables.grantParkDeliveries(deliver)
    this.tables.grantStoreTokens(deliver)
    this.intake.grantNotify(deliver)
    this.wake.grantSend(deliver)
    this.secretsKey.grantSealTokens(deliver)
    this.secretsKey.grantOpen(deliver)
    deliver.addEnvironment(variable.retrySchedule, settings.retrySchedule)
    addDestinationRules(deliver, settings)
  }

  private grantWake() {
    const wake = this.wake.function
    this.tables.grantSweepWebhooks(wake)
    this.tables.grantSweepDeliveries(wake)
    this.tables.grantWakeDeliveries(wake)
    this.intake.grantNotify(wake)
    this.deliver.grantSend(wake)
    this.wake.grantSend(wake)
  }

  private grantManage(settings: Settings) {
    const manage = this.api.function
    this.tables.grantManageWebhooks(manage)
    this.tables.grantVerifyApiKeys(this.api.authorizer)
    this.tables.grantStoreEvents(manage)
    this.tables.grantManageDeliveries(manage)
    this.tables.grantManageWaiting(manage)
    this.deliver.grantSend(manage)
    this.wake.grantSend(manage)
    this.intake.grantPublish(manage)
    this.secretsKey.grantSeal(manage)
    this.secretsKey.grantOpenSigning(manage)
    manage.addEnvironment(variable.apiRatePerSecond, settings.apiRatePerSecond)
    addDestinationRules(manage, settings)
    manage.addEnvironment(variable.groupsClaim, settings.otherIssuer?.groupsClaim ?? '')
  }

  /** Alarms and the dashboard; returns the dashboard's name. */
  private monitor(clientId: string, { marketplaceMetrics }: Settings): string {
    const { monitoring, fanOut, deliver, wake, intake, tables, api } = this
    const workers = [fanOut, deliver, wake]
    for (const one of [...workers, api]) monitoring.measure(one.function, marketplaceMetrics)
    const functions = this.node.findAll().filter((one) => one instanceof RouterFunction)
    const { UserPoolId: userPoolId } = this.signIn.outputs
    const parts = { monitoring, fanOut, deliver, wake, functions, intake, tables, api }
    const alarms = new Alarms(this, 'Alarms', allAlarms({ ...parts, userPoolId, clientId })).all
    return new Dashboard(this, 'Dashboard', { monitoring, alarms, workers, functions }).name
  }

  /** What people and programs need after a deployment. No secrets. */
  private addOutputs(dashboard: string) {
    const outputs = {
      ApiUrl: this.api.url,
      BusName: this.intake.busName,
      MalformedEventsUrl: this.fanOut.unreadable.queueUrl,
      EventsDeadLettersUrl: this.fanOut.deadLetters.queueUrl,
      DeliveriesDeadLettersUrl: this.deliver.deadLetters.queueUrl,
      WakeUpsDeadLettersUrl: this.wake.deadLetters.queueUrl,
      DashboardName: dashboard,
      AlarmTopicArn: this.monitoring.topicArn,
      PageUrl: `${this.page.origin}/`,
      ...this.signIn.outputs,
      ...this.tables.outputs,
      ...this.secretsKey.outputs,
    }
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value })
  }
}
