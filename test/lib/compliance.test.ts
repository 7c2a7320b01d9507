import { describe, expect, it } from '@jest/globals'
import { Stack, Validations } from 'aws-cdk-lib'
import * as sqs from 'aws-cdk-lib/aws-sqs'
import { AwsSolutionsChecks } from 'cdk-nag'

import { Postrider } from '../../lib/postrider.ts'
import { anApp, aStack, withoutBundling } from './a-stack.ts'
import { allOptions } from './all-options.ts'

function aCheckedApp() {
  const app = anApp({ context: withoutBundling })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return { app, stack: aStack(app) }
}

describe('The stack', () => {
  it("has only acknowledged findings of cdk-nag's AwsSolutions", () => {
    const { app } = aCheckedApp()

    expect(() => app.synth()).not.toThrow()
  })

  it('has no other with every option, in a stack of another app', () => {
    const app = anApp({ context: withoutBundling })
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
    const stack = new Stack(app, 'Hooks', {
      env: { account: '123456789012', region: 'eu-central-1' },
    })
    new Postrider(stack, 'Router', allOptions(stack))

    expect(() => app.synth()).not.toThrow()
  })

  it('fails when there is another finding', () => {
    const { app, stack } = aCheckedApp()
    new sqs.Queue(stack, 'WithoutDeadLetters')

    expect(() => app.synth()).toThrow(/validation/i)
  })
})
