import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'

import type { ArchiveObject } from '../../core/archive/archive-objects.ts'
import { sdkTimeouts } from './sdk-timeouts.ts'

/** Objects have a few megabytes at most. */
const uploadMs = 10_000

const compress = promisify(gzip)

/** The bucket that holds the archive. */
export function archiveBucket({
  client = new S3Client(sdkTimeouts(uploadMs)),
  bucket: Bucket,
}: {
  client?: S3Client
  bucket: string
}) {
  return {
    /** Stores the object, compressed, or replaces it. */
    put: async ({ key: Key, text }: ArchiveObject): Promise<void> => {
      const Body = await compress(text)
      await client.send(
        new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/gzip' }),
      )
    },
  }
}
