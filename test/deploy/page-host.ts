import { request } from 'node:http'
import { text } from 'node:stream/consumers'

import {
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3'

import { endpoint, output } from './account.ts'

const s3 = new S3Client({})

/** The page's origin. */
export const pageOrigin = new URL(output('PageUrl')).origin

/**
 * Requests a file of the page from CloudFront; the emulator identifies the distribution by the Host
 * header.
 */
export function fromCloudFront(path: string) {
  const host = new URL(output('PageUrl')).host
  type Answer = { status: number; headers: Readonly<Record<string, unknown>>; body: string }
  return new Promise<Answer>((resolve, reject) => {
    request(`${endpoint}${path}`, { headers: { host, 'x-forwarded-proto': 'https' } }, (answer) => {
      const { statusCode: status = 0, headers } = answer
      text(answer).then((body) => {
        resolve({ status, headers, body })
      }, reject)
    })
      .on('error', reject)
      .end()
  })
}

/** The content type and cache control of each file in the page's bucket. */
export async function publishedFiles() {
  const Bucket = await bucketName()
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }))
  const files = Contents.map(async ({ Key = '' }) => {
    const { ContentType, CacheControl } = await s3.send(new HeadObjectCommand({ Bucket, Key }))
    return [Key, { type: ContentType, cache: CacheControl }] as const
  })
  return new Map(await Promise.all(files))
}

/** The bucket's response to a client other than CloudFront. */
export async function fromBucket(name: string): Promise<number> {
  const { status } = await fetch(`${endpoint}/${await bucketName()}/${name}`)
  return status
}

async function bucketName(): Promise<string> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}))
  const found = Buckets.find(({ Name = '' }) => Name.startsWith('postrider-pagefiles'))
  if (found?.Name === undefined) throw new Error("Cannot find the page's bucket")
  return found.Name
}
