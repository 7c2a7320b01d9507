import { CustomResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets'
import * as s3 from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'

import { variable } from '../adapters/common/environment-variables.ts'
import { pagePolicy } from '../core/response-headers.ts'
import {
  acknowledgeAllFiles,
  acknowledgeDefaultCertificate,
  acknowledgeNoWebAcl,
  acknowledgePage,
} from './acknowledgements.ts'
import type { pageConfig } from './config-json.ts'
import { addRecords, certificateOf } from './custom-domain.ts'
import type { CustomDomain } from './postrider-props.ts'
import { RouterFunction } from './router-function.ts'
import { securityHeaders } from './security-headers.ts'

type PageProps = {
  /** The origins that the page calls besides the API. */
  readonly origins: readonly string[]
  /** The origins of its images. */
  readonly imageOrigins: readonly string[]
  /** The origins whose pages may have it in a frame. */
  readonly frameAncestors: readonly string[]
  /** Default: CloudFront's. */
  readonly domain?: CustomDomain | undefined
  /** Default: API Gateway's. */
  readonly apiDomainName?: string | undefined
  /** The ARN of a web ACL of the scope CLOUDFRONT; '' for none. */
  readonly webAclArn: string
}

/** The managers' page: files in a private bucket behind CloudFront. */
export class Page extends Construct {
  /** Without a trailing slash. */
  readonly origin: string
  /** The target of the domain's CNAME, unless its zone is known. */
  readonly outputs: Readonly<Record<string, string>>
  private readonly bucket: s3.IBucket
  private readonly props: PageProps

  constructor(scope: Construct, id: string, props: PageProps) {
    super(scope, id)
    const { domain, webAclArn } = props
    this.props = props
    // A cast, as the class does not satisfy the interface under `exactOptionalPropertyTypes`.
    this.bucket = new s3.Bucket(this, 'Files', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY, // the next deployment publishes it again
    }) as s3.IBucket
    const distribution = this.newDistribution()
    const { distributionDomainName } = distribution
    this.origin = `https://${domain?.domainName ?? distributionDomainName}`
    this.outputs =
      domain !== undefined && domain.hostedZone === undefined
        ? { PageDomainTarget: distributionDomainName }
        : {}
    if (domain !== undefined) {
      addRecords(this, domain, { to: new CloudFrontTarget(distribution), hasIpv6: true })
    }
    acknowledgePage(this.bucket, distribution)
    if (webAclArn === '') acknowledgeNoWebAcl(distribution)
    if (domain === undefined) acknowledgeDefaultCertificate(distribution)
  }

  /** Publishes the files and the configuration of this deployment. */
  publish(config: ReturnType<typeof pageConfig>) {
    const publisher = new RouterFunction(this, 'Function', {
      entry: 'publish-page',
      description: "Publishes the managers' page to its bucket during a deployment",
      timeout: Duration.minutes(2), // a few hundred files, ten at a time in the worst case
      memorySizeMb: 512, // holds all files in memory
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

  private newDistribution(): cloudfront.Distribution {
    const { imageOrigins: images, frameAncestors: ancestors, domain, webAclArn } = this.props
    const connect = [this.apiOrigin(), ...this.props.origins]
    const policy = pagePolicy({ connect, images, ancestors })
    return new cloudfront.Distribution(this, 'Distribution', {
      comment: "Postrider: the managers' page",
      defaultRootObject: 'index.html',
      errorResponses: [notFound],
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
      ...(webAclArn !== '' && { webAclId: webAclArn }),
      ...(domain !== undefined && {
        domainNames: [domain.domainName],
        certificate: certificateOf(this, domain),
        minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD,
        compress: true,
        functionAssociations: [
          { eventType: cloudfront.FunctionEventType.VIEWER_REQUEST, function: this.folderIndex() },
        ],
        responseHeadersPolicy: securityHeaders(this, 'SecurityHeaders', policy),
      },
    })
  }

  /**
   * The API's origin. API Gateway's own is a pattern: the exact one needs the page's origin for
   * CORS, which would be a circular dependency. The published index.html names it.
   */
  private apiOrigin(): string {
    const { region, urlSuffix } = Stack.of(this)
    return `https://${this.props.apiDomainName ?? `*.execute-api.${region}.${urlSuffix}`}`
  }

  /**
   * Serves a folder's index.html: S3 objects have no default document below the root. Other paths
   * without a file extension lead to the page.
   */
  private folderIndex(): cloudfront.Function {
    const prefix = Stack.of(this).stackName.slice(0, 50) // of 64 characters
    return new cloudfront.Function(this, 'Folders', {
      functionName: `${prefix}-page-folders`,
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
  if (publisher.role !== undefined) acknowledgeAllFiles(publisher.role, bucket)
}
