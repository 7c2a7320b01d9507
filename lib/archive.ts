import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as s3 from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'

import { variable } from '../adapters/common/environment-variables.ts'
import { archiveAfterDays } from '../core/deliveries/archivable.ts'
import { acknowledgeArchive } from './acknowledgements.ts'
import type { Monitoring } from './monitoring.ts'
import { RouterFunction } from './router-function.ts'
import type { Settings } from './settings.ts'
import type { Tables } from './tables.ts'

type ArchiveProps = {
  readonly tables: Tables
  readonly monitoring: Monitoring
} & Pick<Settings, 'marketplaceMetrics' | 'parsed'>

/**
 * A bucket with the deliveries and events that left the tables early, and the function that puts them
 * there. It reads the tables' streams, which keep a deleted row for 24 hours.
 */
export class Archive extends Construct {
  readonly function: lambda.Function
  readonly outputs: Readonly<Record<string, string>>

  constructor(scope: Construct, id: string, props: ArchiveProps) {
    super(scope, id)
    const { tables, monitoring, marketplaceMetrics, parsed } = props
    const bucket = this.newBucket(parsed.retentionDays)
    const archiver = this.newFunction(bucket)
    this.function = archiver
    this.outputs = { ArchiveBucket: bucket.bucketName }
    monitoring.measure(archiver, marketplaceMetrics)
    for (const [name, arn] of Object.entries(tables.streams)) this.read(name, arn, bucket)
  }

  /** Its objects end when their deliveries would have ended in the table. */
  private newBucket(retentionDays: number): s3.Bucket {
    return new s3.Bucket(this, 'Bucket', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(retentionDays - archiveAfterDays) }],
      removalPolicy: RemovalPolicy.RETAIN, // CloudFormation could not delete it with objects in it
    })
  }

  private newFunction(bucket: s3.Bucket): lambda.Function {
    const archiver = new RouterFunction(this, 'Function', {
      entry: 'archive',
      description: 'Archives deliveries and events that the tables have deleted',
      timeout: Duration.minutes(1),
      memorySizeMb: 512, // a batch of 6 MB, unpacked and compressed
    })
    archiver.addEnvironment(variable.archiveBucket, bucket.bucketName)
    const objects = bucket.arnForObjects('*')
    archiver.addToRolePolicy(
      new iam.PolicyStatement({ actions: ['s3:PutObject'], resources: [objects] }),
    )
    // AWS Lambda looks at the bucket before it stores a batch that failed for too long.
    archiver.addToRolePolicy(
      new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
    )
    archiver.addToRolePolicy(
      new iam.PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
    )
    acknowledgeArchive(archiver.role ?? archiver, bucket)
    return archiver
  }

  /** Reads what TTL deletes of the rows that are packed: events and deliveries. */
  private read(name: string, stream: string, bucket: s3.Bucket) {
    const actions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator']
    this.function.addToRolePolicy(new iam.PolicyStatement({ actions, resources: [stream] }))
    const mapping = new lambda.EventSourceMapping(this, `${name}Deleted`, {
      target: this.function,
      eventSourceArn: stream,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      filters: [lambda.FilterCriteria.filter(deletedByTtl)],
      batchSize: 10_000, // AWS Lambda's maximum; it ends at 6 MB, some 3,000 rows
      maxBatchingWindow: Duration.minutes(5), // AWS Lambda's maximum
      bisectBatchOnError: true,
      maxRecordAge: Duration.hours(22), // until then it comes again; then AWS Lambda itself stores it
      onFailure: { bind: () => ({ destination: bucket.bucketArn }) },
    })
    mapping.node.addDependency(this.function.role ?? this.function)
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html */
const deletedByTtl = {
  userIdentity: { type: ['Service'], principalId: ['dynamodb.amazonaws.com'] },
  dynamodb: { OldImage: { packed: { B: [{ exists: true }] } } },
}
