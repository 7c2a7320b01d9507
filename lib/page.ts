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
import { pagePolicy } from '../core/response-headers.ts'
import { acknowledgePage, acknowledgeAllFiles } from './acknowledgements.ts'
import { RouterFunction } from './router-function.ts'
import { securityHeaders } from './security-headers.ts'

type PageProps = {
  /** The output folder of `npm run build:page`. */
  readonly folder: string
  /** The origins that the page calls besides the API. */
  readonly origins: readonly string[]
}

/** The page's configuration, `config.json`. */
type PageConfig = Readonly<
  Record<'apiUrl' | 'issuer' | 'clientId' | 'scope' | 'version', string>
> & {
  readonly signOutUrl?: string
}

/** The managers' page: files in a private bucket behind CloudFront. */
export class Page extends Construct {
  /** Without a trailing slash. */
  readonly origin: string
  private readonly bucket: s3.IBucket
  private readonly props: PageProps

  constructor(scope: Construct, id: string, props: PageProps) {
    super(scope, id)
    const { folder, origins } = props
    if (!existsSync(join(folder, 'index.html'))) {
      throw new Error(
        `Cannot deploy the page: '${folder}' has no index.html; npm run build:page builds it`,
      )
    }
    this.props = props
    // A cast, as the class does not satisfy the interface under `exactOptionalPropertyTypes`.
    this.bucket = new s3.Bucket(this, 'Files', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY, // the next deployment publishes it again
    }) as s3.IBucket
    const distribution = this.distributionFor(origins)
    this.origin = `https://${distribution.distributionDomainName}`
    acknowledgePage(this.bucket, distribution)
  }

  /** Publishes the files and the configuration of this deployment. */
  publish(config: PageConfig) {
    const publisher = new RouterFunction(this, 'Function', {
      entry: 'publish-page.aws.ts',
      description: "Publishes the managers' page to its bucket during a deployment",
      timeout: Duration.minutes(2), // a few hundred files, ten at a time in the worst case
      memorySizeMb: 512, // holds all files in memory
      // CloudFront compresses by itself, and does not choose between copies.
      asset: { path: this.props.folder, name: 'files', except: ['*.br', '*.gz'] },
    })
    publisher.addEnvironment(variable.pageBucket, this.bucket.bucketName)
    grantPublish(publisher, this.bucket)
    new CustomResource(this, 'Published', {
      resourceType: 'Custom::PublishedPage',
      serviceToken: publisher.functionArn,
      serviceTimeout: Duration.minutes(5),
      // The function's version changes with its code, which includes the files, and triggers an
      // update.
      properties: {
        config,
        origins: [config.apiUrl, ...this.props.origins],
        version: publisher.currentVersion.version,
      },
    })
  }

  private distributionFor(origins: readonly string[]): cloudfront.Distribution {
    const { region, urlSuffix } = Stack.of(this)
    // Not the exact API: it needs the page's origin for CORS, which would be a circular dependency.
    // The published index.html names it.
    const allowedOrigins = [`https://*.execute-api.${region}.${urlSuffix}`, ...origins]
    return new cloudfront.Distribution(this, 'Distribution', {
      comment: "Postrider: the managers' page",
      defaultRootObject: 'index.html',
      errorResponses: [notFound],
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD,
        compress: true,
        functionAssociations: [
          { eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: this.folderIndex() },
        ],
        responseHeadersPolicy: securityHeaders(this, 'SecurityHeaders', pagePolicy(allowedOrigins)),
      },
    })
  }

  /**
   * Serves a folder's index.html: S3 objects have no default document below the root. Other paths
   * without a file extension lead to the page.
   */
  private folderIndex(): cloudfront.Function {
    return new cloudfront.Function(this, 'Folders', {
      code: cloudfront.FunctionCode.fromInline(`function handler(event) {
  var request = event.request
  if (request.uri === '/reference') {
    return { statusCode: 308, headers: { location: { value: '/reference/' } } }
  }
  if (request.uri === '/' || request.uri === '/reference/') {
    request.uri += 'index.html'
  } else if (!/[.][a-z0-9]+$/.test(request.uri)) {
    return { statusCode: 302, headers: { location: { value: '/' } } }
  }
  return request
}`),
    })
  }
}

/** S3 responds with 403 for unknown files, as CloudFront may not list the bucket. */
const notFound: cloudfront.ErrorResponse = {
  httpStatus: 403,
  responseHttpStatus: 404,
  responsePagePath: '/index.html',
  ttl: Duration.seconds(10),
}

/** All files of the bucket, as the names change with their content. */
function grantPublish(publisher: lambda.Function, bucket: s3.IBucket) {
  const statements = [
    { actions: ['s3:ListBucket'], resources: [bucket.bucketArn] },
    { actions: ['s3:PutObject', 's3:DeleteObject'], resources: [bucket.arnForObjects('*')] },
  ]
  for (const statement of statements) {
    publisher.addToRolePolicy(new iam.PolicyStatement(statement))
  }
  if (publisher.role !== undefined) acknowledgeAllFiles(publisher.role)
}
