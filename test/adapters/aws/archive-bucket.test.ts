import { gunzipSync } from 'node:zlib'

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, it } from '@jest/globals'
import { mockClient } from 'aws-sdk-client-mock'

import { archiveBucket } from '../../../adapters/aws/archive-bucket.ts'

it('put() stores an object, gzipped', async () => {
  const s3 = mockClient(S3Client)
  const bucket = archiveBucket({ client: new S3Client({ region: 'eu-central-1' }), bucket: 'old' })

  await bucket.put({ key: 'deliveries/a.jsonl.gz', text: '{"id":"é"}\n' })

  const [{ Body, ...input } = { Body: '' }] = s3
    .commandCalls(PutObjectCommand)
    .map(({ args }) => args[0].input)
  expect(input).toEqual({
    Bucket: 'old',
    Key: 'deliveries/a.jsonl.gz',
    ContentType: 'application/gzip',
  })
  expect(gunzipSync(Body as Buffer).toString()).toBe('{"id":"é"}\n')
})
