import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import * as logs from 'aws-cdk-lib/aws-logs'
import * as s3 from 'aws-cdk-lib/aws-s3'
import * as deployment from 'aws-cdk-lib/aws-s3-deployment'
import { Construct } from 'constructs'

import { cacheControl, pagePolicy } from '../core/page-policy.ts'
import { acknowledgePage, acknowledgePublisher } from './acknowledgements.ts'
import { logRetention } from './router-function.ts'
import { securityHeaders } from './security-headers.ts'

type PageProps = {
  /** Where `npm run build:page` put the page. */
  readonly folder: string
  /** Whom the page talks to, besides the API. */
  readonly origins: readonly string[]
}

/** What the page reads first, beside its index.html. */
type PageConfig = Readonly<Record<'apiUrl' | 'issuer' | 'clientId' | 'scope' | 'version', string>>

/** The managers' page: files in a closed bucket, in front of them CloudFront. */
export class Page extends Construct {
  /** Without a slash at its end. */
  readonly origin: string
  private readonly bucket: s3.IBucket
  private readonly folder: string
  private readonly log: logs.LogGroup

  constructor(scope: Construct, id: string, { folder, origins }: PageProps) {
    super(scope, id)
    if (!existsSync(join(folder, 'index.html'))) {
      throw new Error(
        `Cannot deploy the page: '${folder}' has no index.html; npm run build:page builds it`,
      )
    }
    this.folder = folder
    this.log = new logs.LogGroup(this, 'PublisherLog', {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
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
    const assets = this.publisher('Assets', cacheControl.hashed, [
      deployment.Source.asset(this.folder, { exclude: ['*', '!assets', '!assets/**'] }),
    ])
    const rest = this.publisher('Rest', cacheControl.other, [
      deployment.Source.asset(this.folder, { exclude: ['assets', 'assets/**', 'config.json'] }),
      deployment.Source.jsonData('config.json', config),
    ])
    rest.node.addDependency(assets) // index.html names them
    const publisher = Stack.of(this).node.children.find(({ node }) =>
      node.id.startsWith('Custom::CDKBucketDeployment'),
    )
    if (publisher !== undefined) acknowledgePublisher(publisher)
  }

  /** What was there before stays: a page that is open in a browser still asks for it. */
  private publisher(id: string, cache: string, sources: deployment.ISource[]) {
    return new deployment.BucketDeployment(this, id, {
      sources,
      destinationBucket: this.bucket,
      cacheControl: [deployment.CacheControl.fromString(cache)],
      prune: false,
      logGroup: this.log,
    })
  }

  private distributionFor(origins: readonly string[]): cloudfront.Distribution {
    const { region, urlSuffix } = Stack.of(this)
    // Not the one API: it names the page's origin for CORS, and each would wait for the other.
    const apis = `https://*.execute-api.${region}.${urlSuffix}`
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
        responseHeadersPolicy: securityHeaders(this, pagePolicy([apis, ...origins])),
        functionAssociations: [
          { eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: this.folders() },
        ],
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
