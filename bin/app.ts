import { fileURLToPath } from 'node:url'

import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'

import { PostriderStack } from '../lib/postrider-stack.ts'
import { readSettings } from '../lib/settings.ts'

const app = new App()
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))

const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env

new PostriderStack(app, 'Postrider', {
  env: { ...(account && { account }), ...(region && { region }) },
  description: 'Postrider: delivers marketplace events to webhooks',
  pageFolder: fileURLToPath(new URL('../web/dist', import.meta.url)),
  settings: readSettings((name) => app.node.tryGetContext(name)),
})
