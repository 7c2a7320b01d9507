import { describe, expect, it } from '@jest/globals'
import { App, type IStackSynthesizer, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import * as s3assets from 'aws-cdk-lib/aws-s3-assets'

import { version } from '../../../core/values/version.ts'
import { NamedZips } from '../../../lib/package/named-zips.ts'

/** A stack with two files, and what they are called in its template. */
function aTemplate(props?: { prefix: string }) {
  const synthesizer = new NamedZips(props) as IStackSynthesizer
  const stack = new Stack(new App({ analyticsReporting: false }), 'Hooks', { synthesizer })
  const assets = ['fan-out', 'deliver'].map(
    (displayName) => new s3assets.Asset(stack, displayName, { path: 'LICENSE', displayName }),
  )
  const keys = assets.map(({ s3ObjectKey }) => stack.resolve(s3ObjectKey) as unknown)
  const buckets = assets.map(({ s3BucketName }) => stack.resolve(s3BucketName) as unknown)
  return { keys, buckets, template: Template.fromStack(stack).toJSON() }
}

describe('NamedZips', () => {
  it("takes files by name from the parameter's bucket, under a prefix with the version", () => {
    const { keys, buckets } = aTemplate()

    expect(keys).toEqual([`postrider/${version}/fan-out.zip`, `postrider/${version}/deliver.zip`])
    expect(buckets).toEqual([{ Ref: 'CodeBucket' }, { Ref: 'CodeBucket' }])
  })

  it('takes another prefix', () => {
    expect(aTemplate({ prefix: '' }).keys).toEqual(['fan-out.zip', 'deliver.zip'])
  })

  it('makes a template that needs no bootstrap stack', () => {
    const { template } = aTemplate()

    expect(Object.keys(template)).toEqual(['Parameters'])
    expect(template['Parameters']).toEqual({ CodeBucket: expect.anything() as unknown })
  })
})
