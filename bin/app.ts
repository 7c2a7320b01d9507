import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'

import { stackFromContext } from '../lib/stack-from-context.ts'

const app = new App()
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))

const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env

stackFromContext(app, 'Postrider', {
  context: (name): unknown => app.node.tryGetContext(name),
  stackProps: {
    env: { ...(account && { account }), ...(region && { region }) },
    description: 'Postrider: delivers marketplace events to webhooks',
  },
})
