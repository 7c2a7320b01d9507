import {
  DeleteObjectsCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'

import { sdkTimeouts } from './sdk-timeouts.ts'

/** Files of the page have a few megabytes at most. */
const uploadMs = 10_000

type File = { name: string; body: Buffer; type: string; cache: string }

/** The bucket that holds the page's files. */
export function pageBucket({
  client = new S3Client(sdkTimeouts(uploadMs)),
  bucket: Bucket,
}: {
  client?: S3Client
  bucket: string
}) {
  return {
    put: async ({ name, body, type, cache }: File): Promise<void> => {
      await client.send(
        new PutObjectCommand({
          Bucket,
          Key: name,
          Body: body,
          ContentType: type,
          CacheControl: cache,
        }),
      )
    },
    /** Deletes every object: CloudFormation can only delete an empty bucket. */
    clear: async (): Promise<void> => {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
        const Objects = Contents.map(({ Key }) => ({ Key }))
        if (Objects.length === 0) return
        const { Errors: [error] = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        )
        if (error !== undefined) throw new Error(`Cannot delete '${error.Key}': ${error.Message}`)
      }
    },
  }
}
