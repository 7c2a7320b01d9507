import { fileURLToPath } from 'node:url'

import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'

import { PostriderStack } from '../lib/postrider-stack.ts'
import { readSettings } from '../lib/settings.ts'

const app = new App()
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))

new PostriderStack(app, 'Postrider', {
  description: 'Postrider: delivers marketplace events to webhooks',
  pageFolder: fileURLToPath(new URL('../web/dist', import.meta.url)),
  settings: readSettings((name) => app.node.tryGetContext(name)),
})
