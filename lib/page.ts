import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { CustomResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import * as s3 from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'

import { variable } from '../adapters/common/environment-variables.ts'
import { pagePolicy } from '../core/page-headers.ts'
import { acknowledgePage, acknowledgeAllFiles } from './acknowledgements.ts'
import { RouterFunction } from './router-function.ts'
import { securityHeaders } from './security-headers.ts'

type PageProps = {
  /** Where `npm run build:page` put the page. */
  readonly folder: string
  /** Whom the page talks to, besides the API. */
  readonly origins: readonly string[]
}

/** What the page reads first, beside its index.html. */
type PageConfig = Readonly<
  Record<'apiUrl' | 'issuer' | 'clientId' | 'scope' | 'version', string>
> & {
  readonly signOutUrl?: string
}

/** The managers' page: files in a closed bucket, in front of them CloudFront. */
export class Page extends Construct {
  /** Without a slash at its end. */
  readonly origin: string
  private readonly bucket: s3.IBucket
  private readonly folder: string

  constructor(scope: Construct, id: string, { folder, origins }: PageProps) {
    super(scope, id)
    if (!existsSync(join(folder, 'index.html'))) {
      throw new Error(
        `Cannot deploy the page: '${folder}' has no index.html; npm run build:page builds it`,
      )
    }
    this.folder = folder
    // The interface asks for more exactness than the class has.
    this.bucket = new s3.Bucket(this, 'Files', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY, // a deployment makes it again, from the repository
    }) as s3.IBucket
    const distribution = this.distributionFor(origins)
    this.origin = `https://${distribution.distributionDomainName}`
    acknowledgePage(this.bucket, distribution)
  }

  /** Puts the files where CloudFront finds them, with what the page is to know of this deployment. */
  publish(config: PageConfig) {
    const publisher = new RouterFunction(this, 'Function', {
      entry: 'publish-page.aws.ts',
      description: "Puts the managers' page into its bucket while a deployment runs",
      timeout: Duration.minutes(2), // some hundred files, ten at a time at worst
      memorySizeMb: 512, // all of them at once
      // CloudFront compresses by itself, and does not choose between copies.
      beside: { path: this.folder, name: 'files', except: ['*.br', '*.gz'] },
    })
    publisher.addEnvironment(variable.pageBucket, this.bucket.bucketName)
    letPublish(publisher, this.bucket)
    new CustomResource(this, 'Published', {
      resourceType: 'Custom::PublishedPage',
      serviceToken: publisher.functionArn,
      serviceTimeout: Duration.minutes(5),
      // Again whenever the code changes; the files are part of it.
      properties: { config, version: publisher.currentVersion.version },
    })
  }

  private distributionFor(origins: readonly string[]): cloudfront.Distribution {
    const { region, urlSuffix } = Stack.of(this)
    // Not the one API: it names the page's origin for CORS, and each would wait for the other.
    const reached = [`https://*.execute-api.${region}.${urlSuffix}`, ...origins]
    return new cloudfront.Distribution(this, 'Distribution', {
      comment: "Postrider: the managers' page",
      defaultRootObject: 'index.html',
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD,
        compress: true,
        functionAssociations: [
          { eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: this.folders() },
        ],
        responseHeadersPolicy: securityHeaders(this, 'SecurityHeaders', pagePolicy(reached)),
      },
    })
  }

  /** A bucket knows no folders: `/reference/` is its index.html. */
  private folders(): cloudfront.Function {
    return new cloudfront.Function(this, 'Folders', {
      code: cloudfront.FunctionCode.fromInline(`function handler(event) {
  var request = event.request
  if (request.uri === '/reference') {
    return { statusCode: 308, headers: { location: { value: '/reference/' } } }
  }
  if (request.uri.endsWith('/')) request.uri += 'index.html'
  return request
}`),
    })
  }
}

/** Every file of the bucket, whatever its name: a new one each time that the page changes. */
function letPublish(publisher: lambda.Function, bucket: s3.IBucket) {
  const rights = [
    { actions: ['s3:ListBucket'], resources: [bucket.bucketArn] },
    { actions: ['s3:PutObject', 's3:DeleteObject'], resources: [bucket.arnForObjects('*')] },
  ]
  for (const right of rights) publisher.addToRolePolicy(new iam.PolicyStatement(right))
  if (publisher.role !== undefined) acknowledgeAllFiles(publisher.role)
}
