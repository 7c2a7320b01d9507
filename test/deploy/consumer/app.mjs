// An app that has nothing of this repository but the package, with a bus and a topic of its own.
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import * as sns from 'aws-cdk-lib/aws-sns'
import { Postrider } from 'postrider'

const stack = new Stack(new App(), 'Hooks')

const router = new Postrider(stack, 'Router', {
  marketplaces: ['acme'],
  clientRoles: ['manager'],
  eventBus: new events.EventBus(stack, 'Company'),
  alarmTopic: new sns.Topic(stack, 'Ops'),
  archiveDays: 0, // the emulator has no archives
  retrySchedule: [Duration.seconds(1)],
  allowedHosts: ['127.0.0.1'], // where the receivers of the tests listen
  logRetention: 7,
  reservedConcurrency: false,
})

for (const [name, value] of Object.entries(router.outputs)) {
  new CfnOutput(stack, name, { value })
}
