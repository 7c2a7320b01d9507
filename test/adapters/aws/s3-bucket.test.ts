import {
  DeleteObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { pageBucket } from '../../../adapters/aws/s3-bucket.ts'

const s3 = mockClient(S3Client)
const bucket = pageBucket({ client: new S3Client({ region: 'eu-central-1' }), bucket: 'page' })

beforeEach(() => {
  s3.reset()
})

describe('pageBucket()', () => {
  it('put() stores a file with its content type and cache control', async () => {
    const body = Buffer.from('<html>')
    await bucket.put({ name: 'index.html', body, type: 'text/html', cache: 'no-cache' })

    expect(s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input)).toEqual([
      {
        Bucket: 'page',
        Key: 'index.html',
        Body: body,
        ContentType: 'text/html',
        CacheControl: 'no-cache',
      },
    ])
  })

  it('clear() deletes every object, page by page', async () => {
    s3.on(ListObjectsV2Command)
      .resolvesOnce({ Contents: [{ Key: 'a' }, { Key: 'b' }], NextContinuationToken: 'more' })
      .resolvesOnce({ Contents: [{ Key: 'c' }] })
    s3.on(DeleteObjectsCommand).resolves({})

    await bucket.clear()

    const removed = s3.commandCalls(DeleteObjectsCommand).map(({ args }) => args[0].input)
    expect(removed.map(({ Delete }) => Delete?.Objects)).toEqual([
      [{ Key: 'a' }, { Key: 'b' }],
      [{ Key: 'c' }],
    ])
  })

  it('clear() deletes nothing when the bucket is empty', async () => {
    s3.on(ListObjectsV2Command).resolves({})

    await bucket.clear()

    expect(s3.commandCalls(DeleteObjectsCommand)).toEqual([])
  })

  it('clear() throws with the key that could not be deleted', async () => {
    s3.on(ListObjectsV2Command).resolves({ Contents: [{ Key: 'a' }] })
    s3.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: 'a', Message: 'Access Denied' }] })

    await expect(bucket.clear()).rejects.toThrow("Cannot delete 'a': Access Denied")
  })
})
