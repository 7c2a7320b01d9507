import { describe, expect, it } from '@jest/globals'
import { App, type IStackSynthesizer, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import * as lambda from 'aws-cdk-lib/aws-lambda'

import { version } from '../../../core/values/version.ts'
import { NamedZips } from '../../../lib/package/named-zips.ts'

/** A stack with two functions, and where they get their code. */
function aTemplate(props?: { prefix: string }) {
  const synthesizer = new NamedZips(props) as IStackSynthesizer
  const stack = new Stack(new App({ analyticsReporting: false }), 'Hooks', { synthesizer })
  for (const displayName of ['fan-out', 'deliver']) {
    new lambda.Function(stack, displayName, {
      code: lambda.Code.fromAsset('test/support/page', { displayName }),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
    })
  }
  const template = Template.fromStack(stack)
  const functions = Object.values(template.findResources('AWS::Lambda::Function'))
  const code = functions.map(({ Properties }) => (Properties as { Code: unknown }).Code)
  return { code, json: template.toJSON() }
}

describe('NamedZips', () => {
  it("takes zips by name from the parameter's bucket, under a prefix with the version", () => {
    expect(aTemplate().code).toEqual(
      ['fan-out', 'deliver'].map((name) => ({
        S3Bucket: { Ref: 'CodeBucket' },
        S3Key: `postrider/${version}/${name}.zip`,
      })),
    )
  })

  it('takes another prefix', () => {
    expect(aTemplate({ prefix: 'a/' }).code).toMatchObject([
      { S3Key: 'a/fan-out.zip' },
      { S3Key: 'a/deliver.zip' },
    ])
  })

  it('makes a template that needs no bootstrap stack', () => {
    const { json } = aTemplate()

    expect(Object.keys(json).sort()).toEqual(['Parameters', 'Resources'])
    expect(json['Parameters']).toEqual({ CodeBucket: expect.anything() as unknown })
  })
})
