import {
  CfnParameter,
  type DockerImageAssetLocation,
  type FileAssetLocation,
  type FileAssetSource,
  type ISynthesisSession,
  StackSynthesizer,
} from 'aws-cdk-lib'

import { version } from '../../core/values/version.ts'

/**
 * A template that takes the functions' zips by name from a bucket, `<prefix>fan-out.zip`. It is
 * deployed without CDK and its bootstrap stack. The parameter `CodeBucket` names the bucket, which
 * is in the stack's Region.
 */
export class NamedZips extends StackSynthesizer {
  private readonly prefix: string

  /** CloudFormation sees new code by a new `prefix`. Default: `postrider/<version>/`. */
  constructor({ prefix = `postrider/${version}/` }: { readonly prefix?: string } = {}) {
    super()
    this.prefix = prefix
  }

  addFileAsset({ displayName = '' }: FileAssetSource): FileAssetLocation {
    const bucketName = this.bucketName()
    const objectKey = `${this.prefix}${displayName}.zip`
    const s3ObjectUrl = `s3://${bucketName}/${objectKey}`
    return { bucketName, objectKey, s3ObjectUrl, httpUrl: s3ObjectUrl }
  }

  addDockerImageAsset(): DockerImageAssetLocation {
    throw new Error('Cannot add a Docker image: the functions are zips')
  }

  synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session)
    this.emitArtifact(session)
  }

  private bucketName(): string {
    const stack = this.boundStack
    const found = stack.node.tryFindChild('CodeBucket')
    const parameter =
      found instanceof CfnParameter
        ? found
        : new CfnParameter(stack, 'CodeBucket', {
            description: "The bucket with the functions' zips, in the Region of this stack",
          })
    return parameter.valueAsString
  }
}
