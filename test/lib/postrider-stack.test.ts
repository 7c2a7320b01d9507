import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions'

import { lineMetrics } from '../../adapters/common/line-metrics.ts'
import {
  expiryAttribute,
  type IndexShape,
  tableShapes,
} from '../../adapters/stores/table-shapes.ts'
import { catalogue, ownResource, resourceTypes } from '../../core/events/catalogue.ts'
import { roles } from '../../core/api/roles.ts'
import {
  allOf,
  anApp,
  arnOf,
  aStack,
  aTemplate,
  environmentOf,
  ref,
  statementsOf,
  theOne,
  withoutBundling,
} from './a-stack.ts'

const template = aTemplate()

const keysOf = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
]

/** The policy statements of a queue. */
const statementsFor = (queue: string) =>
  allOf(template, 'AWS::SQS::QueuePolicy')
    .filter(([id]) => id === `${queue}Policy`)
    .flatMap(([, policy]) => statementsOf(policy))

/** The resources whose events marketplaces publish. */
const marketplaceTypes = resourceTypes.filter((type) => type !== ownResource)

describe('The bus', () => {
  it.each(marketplaceTypes)('has a rule for %s, with its own message group', (type) => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['marketplace'],
        'detail-type': [{ prefix: `${type.toLowerCase()}.` }],
      },
      EventBusName: ref('EventIntakeBus'),
      State: 'ENABLED',
      Targets: [Match.objectLike({ SqsParameters: { MessageGroupId: type } })],
    })
  })

  it('has a rule for unknown types, so that they become dead letters', () => {
    const prefixes = catalogue.map(({ type }) => `${type.toLowerCase()}.`)

    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['marketplace'],
        'detail-type': [{ 'anything-but': { prefix: prefixes } }],
      },
      Targets: [Match.objectLike({ SqsParameters: { MessageGroupId: 'UNKNOWN' } })],
    })
  })

  it("has a rule for outcomes of integration events, which are the router's own", () => {
    expect(theOne(template, 'AWS::Events::Rule', 'EventIntakeINTEGRATION')).toMatchObject({
      EventBusName: ref('EventIntakeBus'),
      EventPattern: {
        source: ['postrider'],
        'detail-type': ['integration.completed', 'integration.failed'],
      },
      Targets: [{ SqsParameters: { MessageGroupId: 'INTEGRATION' } }],
    })
  })

  it('sends integration events to the vendor calls, or else to their dead-letter queue', () => {
    expect(theOne(template, 'AWS::Events::Rule', 'EventIntakeIntegration')).toMatchObject({
      EventBusName: ref('EventIntakeBus'),
      EventPattern: { source: ['marketplace'], 'detail-type': [{ prefix: 'integration.' }] },
      State: 'ENABLED',
      Targets: [
        {
          Arn: arnOf('CallVendorQueue'),
          DeadLetterConfig: { Arn: arnOf('CallVendorDeadLetters') },
          SqsParameters: { MessageGroupId: 'INTEGRATION' },
        },
      ],
    })
  })

  it('sends every other event to the events queue, or else to its dead-letter queue', () => {
    const others = ['EventIntakeNotices', 'EventIntakeIntegration']
    const rules = allOf(template, 'AWS::Events::Rule').filter(
      ([id, rule]) => rule['EventBusName'] && !others.includes(id),
    )

    expect(rules).toHaveLength(catalogue.length + 1)
    for (const [, rule] of rules) {
      expect(rule['Targets']).toEqual([
        expect.objectContaining({
          Arn: arnOf('FanOutQueue'),
          DeadLetterConfig: { Arn: arnOf('FanOutDeadLetters') },
        }),
      ])
    }
  })

  it('sends notices for people to the alarm topic: about webhooks, and events that stay pending', () => {
    expect(theOne(template, 'AWS::Events::Rule', 'EventIntakeNotices')).toMatchObject({
      EventBusName: ref('EventIntakeBus'),
      EventPattern: {
        source: ['postrider'],
        'detail-type': [{ prefix: 'webhook.' }, 'integration.pending'],
      },
      State: 'ENABLED',
      Targets: [{ Arn: ref('MonitoringTopic') }],
    })
  })

  it('gets notices from functions that cannot publish as a marketplace', () => {
    for (const id of ['DeliverFunction', 'WakeFunction', 'CallVendorFunction', 'VendorsFunction']) {
      expect(environmentOf(template, id)).toMatchObject({ BUS_NAME: ref('EventIntakeBus') })
      expect(environmentOf(template, id)).not.toHaveProperty('EVENT_SOURCE')
    }
  })

  it('accepts the source of the setting', () => {
    const other = aTemplate({ eventSource: 'acme.shop' })

    other.resourcePropertiesCountIs(
      'AWS::Events::Rule',
      { EventPattern: { source: ['acme.shop'] } },
      marketplaceTypes.length + 2,
    )
    expect(environmentOf(other, 'ManagementApiFunction')['EVENT_SOURCE']).toBe('acme.shop')
  })

  it.each([
    [{}, [30]],
    [{ archiveDays: 7 }, [7]],
    [{ archiveDays: 0 }, []],
  ])('archives events for as long as %j says', (settings, days) => {
    const archives = allOf(aTemplate(settings), 'AWS::Events::Archive')

    expect(archives.map(([, archive]) => archive['RetentionDays'])).toEqual(days)
  })

  it('archives no event that may contain card data, and none that a replay would order again', () => {
    const [, archive] = allOf(template, 'AWS::Events::Archive')[0] ?? []

    expect(archive?.['EventPattern']).toEqual({
      source: ['marketplace'],
      'detail-type': marketplaceTypes
        .filter((type) => type !== 'PAYMENT_INSTRUMENT')
        .map((type) => ({ prefix: `${type.toLowerCase()}.` })),
    })
  })
})

describe('The sweeps', () => {
  it.each(['WakeQueue', 'CallVendorQueue'])(
    'run every 15 minutes, in a message group: %s',
    (queue) => {
      template.hasResourceProperties('AWS::Events::Rule', {
        ScheduleExpression: 'rate(15 minutes)',
        Targets: [
          Match.objectLike({
            Arn: arnOf(queue),
            Input: '{"kind":"sweep"}',
            SqsParameters: { MessageGroupId: 'sweep' },
          }),
        ],
      })
    },
  )
})

describe.each([
  ['FanOut', { timeout: 30, batchSize: 10, maxConcurrency: 20 }],
  ['Deliver', { timeout: 60, batchSize: 1, maxConcurrency: 400 }],
  ['Wake', { timeout: 60, batchSize: 1, maxConcurrency: 20 }],
  ['CallVendor', { timeout: 60, batchSize: 1, maxConcurrency: 50 }],
])('The worker %s', (name, { timeout, batchSize, maxConcurrency }) => {
  it("has a standard queue with a visibility timeout of six times the function's timeout", () => {
    const queue = theOne(template, 'AWS::SQS::Queue', `${name}Queue`)

    expect(queue).toMatchObject({
      VisibilityTimeout: 6 * timeout,
      SqsManagedSseEnabled: true,
      RedrivePolicy: { deadLetterTargetArn: arnOf(`${name}DeadLetters`), maxReceiveCount: 5 },
    })
    expect(queue).not.toHaveProperty('FifoQueue')
    expect(theOne(template, 'AWS::Lambda::Function', `${name}Function`)).toMatchObject({
      Timeout: timeout,
    })
  })

  it('receives batches without waiting for them, reports each failed message, and limits its concurrency', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: arnOf(`${name}Queue`),
      BatchSize: batchSize,
      MaximumBatchingWindowInSeconds: Match.absent(),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: maxConcurrency },
    })
  })

  it('retains dead letters for 14 days, a week longer than messages', () => {
    const days = 24 * 3600

    expect(theOne(template, 'AWS::SQS::Queue', `${name}DeadLetters`)).toMatchObject({
      MessageRetentionPeriod: 14 * days,
      SqsManagedSseEnabled: true,
    })
    expect(theOne(template, 'AWS::SQS::Queue', `${name}Queue`)).toMatchObject({
      MessageRetentionPeriod: 7 * days,
    })
  })
})

describe('Every queue', () => {
  it.each(allOf(template, 'AWS::SQS::Queue'))('%s rejects plain HTTP', (name) => {
    expect(statementsFor(name)).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sqs:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    )
  })

  it.each([
    ['FanOutQueue', 'rule/'],
    ['FanOutDeadLetters', 'rule/'],
    ['WakeQueue', 'SweepRule'],
    ['WakeDeadLetters', 'SweepRule'],
    ['CallVendorQueue', 'rule/', 'VendorSweepRule'],
    ['CallVendorDeadLetters', 'rule/', 'VendorSweepRule'],
  ])('%s accepts messages of its own rules only', (name, ...sources) => {
    const allowed = statementsFor(name).filter(({ Effect }) => Effect === 'Allow')

    expect(allowed).toHaveLength(sources.length)
    for (const [index, { Action, Principal, Condition }] of allowed.entries()) {
      expect([Action, Principal]).toEqual(['sqs:SendMessage', { Service: 'events.amazonaws.com' }])
      expect(JSON.stringify(Condition)).toContain(sources[index])
    }
  })

  it.each(['DeliverQueue', 'DeliverDeadLetters', 'FanOutUnreadable', 'CallVendorUnreadable'])(
    '%s accepts messages of no rule',
    (name) => {
      expect(statementsFor(name).filter(({ Effect }) => Effect === 'Allow')).toEqual([])
    },
  )
})

describe.each(Object.entries(tableShapes))('The table %s', (name, shape) => {
  const table = template.findResources('AWS::DynamoDB::GlobalTable')[`Tables${name}`]

  it('is a table of one Region, on demand, with TTL and deletion protection', () => {
    expect(table).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        Replicas: [
          {
            Region: { Ref: 'AWS::Region' },
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: {
              PointInTimeRecoveryEnabled: ['webhooks', 'integrations'].includes(name),
            },
          },
        ],
        TimeToLiveSpecification: { AttributeName: expiryAttribute, Enabled: true },
      },
    })
  })

  it('has the keys and the indexes of its shape, and no others', () => {
    const indexes = Object.entries<IndexShape>(shape.indexes).map(
      ([IndexName, { partition, sort, projects }]) => ({
        IndexName,
        KeySchema: keysOf(partition, sort),
        Projection:
          projects === undefined
            ? { ProjectionType: 'KEYS_ONLY' }
            : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projects, expiryAttribute] },
      }),
    )

    const table = theOne(template, 'AWS::DynamoDB::GlobalTable', `Tables${name}`)
    expect(table['KeySchema']).toEqual(keysOf('pk', 'sk'))
    expect(table['GlobalSecondaryIndexes'] ?? []).toEqual(indexes)
  })
})

describe('The sign-in', () => {
  it.each(['acme', 'globex'])('has separate scopes for %s', (marketplace) => {
    template.hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
      Identifier: marketplace,
      Scopes: roles.manager.map((ScopeName) => Match.objectLike({ ScopeName })),
    })
  })

  it.each([
    ['acme', 'manager'],
    ['acme', 'producer'],
    ['globex', 'manager'],
    ['globex', 'producer'],
  ] as const)('lets a program of %s be a %s, and nothing else', (marketplace, role) => {
    const server = ref(`SignInPool${marketplace}`)

    expect(
      theOne(template, 'AWS::Cognito::UserPoolClient', `SignInPool${marketplace}${role}`),
    ).toMatchObject({
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: roles[role].map((scope) => ({ 'Fn::Join': ['', [server, `/${scope}`]] })),
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      GenerateSecret: true,
    })
  })

  it.each(['acme/manager', 'acme/viewer', 'globex/manager', 'globex/viewer'])(
    'has the group %s for people',
    (GroupName) => {
      template.hasResourceProperties('AWS::Cognito::UserPoolGroup', { GroupName })
    },
  )

  it('signs people in to the page by code and PKCE, without a client secret, for 12 hours', () => {
    const page = theOne(template, 'AWS::Cognito::UserPoolClient', 'SignInPoolPage')
    const url = {
      'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['PageDistribution', 'DomainName'] }, '/']],
    }

    expect(page).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      CallbackURLs: [url],
      LogoutURLs: [url],
      GenerateSecret: false,
      EnableTokenRevocation: true,
      AccessTokenValidity: 10,
      RefreshTokenValidity: 720,
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      SupportedIdentityProviders: ['COGNITO'],
    })
    template.hasResourceProperties('AWS::Cognito::UserPoolDomain', { ManagedLoginVersion: 2 })
    template.hasResourceProperties('AWS::Cognito::ManagedLoginBranding', {
      ClientId: ref('SignInPoolPage'),
      UseCognitoProvidedValues: true,
    })
  })

  it("adds people's emails to their access tokens", () => {
    template.hasResourceProperties('AWS::Cognito::UserPool', {
      LambdaConfig: {
        PreTokenGenerationConfig: { LambdaArn: arnOf('SignInFunction'), LambdaVersion: 'V2_0' },
      },
    })
  })

  it('has no self sign-up, requires a second factor, and is retained', () => {
    template.hasResource('AWS::Cognito::UserPool', {
      DeletionPolicy: 'Retain',
      Properties: {
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        DeletionProtection: 'ACTIVE',
        MfaConfiguration: 'ON',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        UserPoolTier: 'ESSENTIALS',
      },
    })
  })
})

/** The routes of public keys. */
const keyRoutes = ['GET', 'HEAD'].map(
  (method) => `${method} /.well-known/webhook-keys/{marketplace}/{id}`,
)

/** The function verifies their signatures and access tokens. */
const vendorRoutes = [
  'GET /api/integration/v1/{proxy+}',
  'HEAD /api/integration/v1/{proxy+}',
  'POST /api/integration/v1/{proxy+}',
  'POST /oauth2/token',
  'GET /integration-events/{token}/redirect',
  'GET /integration-events/{token}/return',
]

const withoutHash = (id: string) => id.replace(/[0-9A-F]{8}$/, '')

describe('The API', () => {
  it('has public health and API description, and what vendors sign; the rest requires a token', () => {
    const routes = allOf(template, 'AWS::ApiGatewayV2::Route').map(([, route]) => [
      route['RouteKey'],
      route['AuthorizationType'],
      route['AuthorizerId'],
    ])

    expect(routes).toEqual([
      ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [
        `${method} /{proxy+}`,
        'CUSTOM',
        ref('ManagementApiTokens'),
      ]),
      ['GET /health', 'NONE', undefined],
      ['HEAD /health', 'NONE', undefined],
      ['GET /openapi.json', 'NONE', undefined],
      ['HEAD /openapi.json', 'NONE', undefined],
      ...keyRoutes.map((route) => [route, 'NONE', undefined]),
      ...vendorRoutes.map((route) => [route, 'NONE', undefined]),
    ])
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      EnableSimpleResponses: true,
      IdentitySource: ['$request.header.Authorization'],
      AuthorizerResultTtlInSeconds: 30, // how long a revoked API key is accepted at most
    })
    expect(environmentOf(template, 'ManagementApiAuthorizerFunction')).toMatchObject({
      POSTRIDER_AUDIENCE: '',
      POSTRIDER_ISSUER: {
        'Fn::Join': [
          '',
          ['https://cognito-idp.', { Ref: 'AWS::Region' }, '.amazonaws.com/', ref('SignInPool')],
        ],
      },
    })
  })

  it('limits what everybody may send without a token, once the routes are there', () => {
    const { Properties, DependsOn } = Object.values(
      template.findResources('AWS::ApiGatewayV2::Stage'),
    )[0] as { Properties: Record<string, unknown>; DependsOn: string[] }

    const limits = (routes: readonly string[], perSecond: number) =>
      routes.map((route) => [
        route,
        { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: 2 * perSecond },
      ])
    expect(Properties['RouteSettings']).toEqual(
      Object.fromEntries([...limits(keyRoutes, 50), ...limits(vendorRoutes, 100)]),
    )
    const limited = [...keyRoutes, ...vendorRoutes]
    const routes = allOf(template, 'AWS::ApiGatewayV2::Route')
    const open = routes.filter(([, { RouteKey }]) => limited.includes(String(RouteKey)))
    const dependencies = DependsOn.map(withoutHash)
    for (const [id] of open) expect(dependencies).toContain(withoutHash(id))
  })

  it('is what vendors are sent to, at its domain if it has one', () => {
    const apiDomain = 'api.example.com'
    const apiCertificate = 'arn:aws:acm:eu-central-1:123456789012:certificate/1a2b-3c4d'
    const own = aTemplate({ apiDomain, apiCertificate })

    for (const id of ['CallVendorFunction', 'VendorsFunction', 'ManagementApiFunction']) {
      expect(environmentOf(own, id)['VENDOR_URL']).toBe('https://api.example.com')
      expect(environmentOf(template, id)['VENDOR_URL']).toEqual({
        'Fn::GetAtt': ['ManagementApi', 'ApiEndpoint'],
      })
    }
  })

  it("is throttled, logged, and closed to all origins but the page's", () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 },
      AccessLogSettings: { DestinationArn: arnOf('ManagementApiAccessLog') },
    })
    const origin = ['https://', { 'Fn::GetAtt': ['PageDistribution', 'DomainName'] }]
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: Match.objectLike({ AllowOrigins: [{ 'Fn::Join': ['', origin] }] }),
    })
  })
})

describe('The page', () => {
  it('is in a private bucket that only CloudFront reads, over HTTPS', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    })
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        DefaultRootObject: 'index.html',
        DefaultCacheBehavior: Match.objectLike({
          ViewerProtocolPolicy: 'redirect-to-https',
          AllowedMethods: ['GET', 'HEAD'],
        }),
      }),
    })
    template.resourceCountIs('AWS::CloudFront::OriginAccessControl', 1)
  })

  it('has the same policy as the embedded engine, with the origins of the API and the sign-in', () => {
    const [, policy] = allOf(template, 'AWS::CloudFront::ResponseHeadersPolicy')[0] ?? []
    const text = JSON.stringify(policy)

    expect(text).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(text).toContain('.execute-api.')
    expect(text).toContain('.amazoncognito.com') // the token endpoint
    expect(text).not.toContain('cognito-idp.') // config.json has what discovery would find there
    expect(text).toContain('same-origin-allow-popups')
  })

  it('is in no frame, unless a setting names the sites that may have it in one', () => {
    const framed = aTemplate({ frameAncestors: 'https://shop.example.com,https://*.example.org' })
    const [own, shops] = [template, framed].map(
      (one) => allOf(one, 'AWS::CloudFront::ResponseHeadersPolicy')[0]?.[1],
    )

    expect(JSON.stringify(own)).toContain("frame-ancestors 'none'")
    expect(own).toMatchObject({
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: { FrameOptions: { FrameOption: 'DENY', Override: true } },
      },
    })
    expect(JSON.stringify(shops)).toContain(
      'frame-ancestors https://shop.example.com https://*.example.org"',
    )
    expect(JSON.stringify(shops)).not.toContain('FrameOption')
  })

  it('has an address that the API puts into portal links', () => {
    const own = aTemplate({
      pageDomain: 'hooks.example.com',
      pageCertificate: 'arn:aws:acm:us-east-1:123456789012:certificate/a',
    })

    expect(environmentOf(own, 'ManagementApiFunction')['PAGE_URL']).toBe(
      'https://hooks.example.com',
    )
    expect(environmentOf(template, 'ManagementApiFunction')['PAGE_URL']).toEqual({
      'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['PageDistribution', 'DomainName'] }]],
    })
  })

  it('is published again when its files, the code or its configuration change', () => {
    const [[, published] = ['', {}], ...others] = allOf(template, 'Custom::PublishedPage')

    expect(others).toEqual([])
    expect(published).toMatchObject({
      ServiceToken: arnOf('PageFunction'),
      config: {
        clientId: ref('SignInPoolPage'),
        scope: 'openid email profile',
        signOutUrl: expect.objectContaining({}) as unknown,
      },
      version: { 'Fn::GetAtt': [expect.stringMatching(/^PageFunctionCurrentVersion/), 'Version'] },
    })
  })

  it('must be built before deployment', () => {
    const app = anApp({ context: { ...withoutBundling, pageFolder: '/nowhere' } })

    expect(() => aStack(app)).toThrow(
      "Cannot deploy the page: '/nowhere' has no index.html; npm run build:page builds it",
    )
  })
})

describe('An external issuer', () => {
  it('replaces the user pool', () => {
    const other = aTemplate({
      issuer: 'https://id.example.com',
      audience: 'postrider-api',
      pageClientId: 'page-1',
      groupsClaim: 'roles',
    })

    other.resourceCountIs('AWS::Cognito::UserPool', 0)
    expect(environmentOf(other, 'ManagementApiAuthorizerFunction')).toMatchObject({
      POSTRIDER_AUDIENCE: 'postrider-api',
      POSTRIDER_ISSUER: 'https://id.example.com',
    })
    expect(environmentOf(other, 'ManagementApiFunction')['POSTRIDER_GROUPS_CLAIM']).toBe('roles')
    expect(JSON.stringify(other.toJSON())).toContain("https://id.example.com; form-action 'none'")
  })
})

describe('Every function', () => {
  const functions = allOf(template, 'AWS::Lambda::Function')

  it('is one of our nine', () => {
    expect(functions.map(([id]) => id).sort()).toEqual([
      'CallVendorFunction',
      'DeliverFunction',
      'FanOutFunction',
      'ManagementApiAuthorizerFunction',
      'ManagementApiFunction',
      'PageFunction',
      'SignInFunction',
      'VendorsFunction',
      'WakeFunction',
    ])
  })

  it.each(functions)('%s runs Node 24 on arm64 and logs JSON', (_, properties) => {
    expect(properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: {
        LogFormat: 'JSON',
        ApplicationLogLevel: 'INFO',
        SystemLogLevel: 'WARN',
        LogGroup: { Ref: expect.any(String) },
      },
    })
  })

  it.each(allOf(template, 'AWS::Logs::LogGroup'))('retains %s for a month', (_, log) => {
    expect(log['RetentionInDays']).toBe(30)
  })

  it('may be invoked by its own messages only where that is meant', () => {
    const recursive = functions.filter(([, { RecursiveLoop }]) => RecursiveLoop === 'Allow')

    expect(recursive.map(([id]) => id)).toEqual([
      'FanOutFunction',
      'DeliverFunction',
      'WakeFunction',
    ])
  })

  it('gets the settings it needs', () => {
    const other = aTemplate({
      retrySchedule: '1,2',
      retentionDays: '7',
      integrationReminderDays: '14',
      allowedHosts: '127.0.0.1,10.0.0.7:81',
      allowedCidrs: '10.20.0.0/16',
      allowedPorts: '443',
    })

    for (const id of ['FanOut', 'Deliver', 'Wake', 'ManagementApi']) {
      expect(environmentOf(other, `${id}Function`)).toMatchObject({ POSTRIDER_RETENTION_DAYS: '7' })
    }
    expect(environmentOf(other, 'DeliverFunction')).toMatchObject({
      POSTRIDER_RETRY_SCHEDULE: '[1,2]',
      POSTRIDER_ALLOWED_HOSTS: '["127.0.0.1","10.0.0.7:81"]',
      POSTRIDER_ALLOWED_CIDRS: '["10.20.0.0/16"]',
      POSTRIDER_ALLOWED_PORTS: '[{"from":443,"to":443}]',
    })
    expect(environmentOf(other, 'CallVendorFunction')).toMatchObject({
      POSTRIDER_INTEGRATION_REMINDER_DAYS: '14',
      POSTRIDER_ALLOWED_HOSTS: '["127.0.0.1","10.0.0.7:81"]',
      POSTRIDER_ALLOWED_CIDRS: '["10.20.0.0/16"]',
      POSTRIDER_ALLOWED_PORTS: '[{"from":443,"to":443}]',
    })
    expect(environmentOf(other, 'ManagementApiFunction')).toMatchObject({
      POSTRIDER_RETRY_SCHEDULE: '[1,2]',
      POSTRIDER_ALLOWED_HOSTS: '["127.0.0.1","10.0.0.7:81"]',
      POSTRIDER_ALLOWED_CIDRS: '["10.20.0.0/16"]',
      POSTRIDER_ALLOWED_PORTS: '[{"from":443,"to":443}]',
    })
  })
})

describe('What is in the account already', () => {
  const other = aTemplate({
    stackName: 'Postrider2',
    existingTables: 'webhooks=Postrider-webhooks-1A2B,deliveries=Restored',
    existingSecretsKey: 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd',
    existingUserPool: 'eu-central-1_AbCdEf123',
  })

  it('is used: its tables, which functions get by name', () => {
    expect(allOf(other, 'AWS::DynamoDB::GlobalTable').map(([id]) => id)).toEqual([
      'Tablesevents',
      'Tableswaiting',
      'Tablestokens',
      'Tablesintegrations',
    ])
    expect(environmentOf(other, 'ManagementApiFunction')).toMatchObject({
      WEBHOOKS_TABLE: 'Postrider-webhooks-1A2B',
      DELIVERIES_TABLE: 'Restored',
    })
    const [, policy] =
      allOf(other, 'AWS::IAM::Policy').find(([id]) => id.startsWith('ManagementApiFunction')) ?? []
    expect(JSON.stringify(policy)).toContain('table/Restored/index/byStatus')
  })

  it('is used: its key and its user pool, with the trigger that the pool invokes by name', () => {
    expect(environmentOf(other, 'DeliverFunction')).toMatchObject({
      SECRETS_KEY_ID: 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd',
    })
    other.resourceCountIs('AWS::Cognito::UserPool', 0)
    other.resourceCountIs('AWS::Cognito::UserPoolGroup', 0)
    other.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      UserPoolId: 'eu-central-1_AbCdEf123',
    })
    expect(theOne(other, 'AWS::Lambda::Function', 'SignInFunction')).toMatchObject({
      FunctionName: 'Postrider2-sign-in',
    })
    other.hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'cognito-idp.amazonaws.com',
      FunctionName: arnOf('SignInFunction'),
    })
  })
})

describe('The names that an account has once', () => {
  const other = aTemplate({ stackName: 'Other' })

  it.each([
    ['AWS::Events::EventBus', 'Name'],
    ['AWS::Lambda::Function', 'FunctionName'],
    ['AWS::KMS::Alias', 'AliasName'],
    ['AWS::Cognito::UserPoolDomain', 'Domain'],
    ['AWS::CloudFront::Function', 'Name'],
    ['AWS::CloudFront::OriginAccessControl', 'OriginAccessControlConfig'],
    ['AWS::CloudFront::ResponseHeadersPolicy', 'ResponseHeadersPolicyConfig'],
    ['AWS::CloudWatch::Dashboard', 'DashboardName'],
    ['AWS::CloudWatch::CompositeAlarm', 'AlarmName'],
  ])('of %s are of the stack, so that it can have two deployments', (type, property) => {
    const named = allOf(other, type).flatMap(([, resource]) => resource[property] ?? [])

    expect(named.length).toBeGreaterThan(0)
    for (const name of named) expect(JSON.stringify(name)).toMatch(/other/i)
  })
})

describe('A deployment', () => {
  const other = aTemplate({
    tags: 'team=billing,stage=production',
    pointInTimeRecovery: 'webhooks,deliveries',
    reservedConcurrency: 'no',
    apiRatePerSecond: 10,
  })
  const reserved = (which: typeof template) =>
    allOf(which, 'AWS::Lambda::Function').flatMap(([id, { ReservedConcurrentExecutions: all }]) =>
      all === undefined ? [] : [[id, all]],
    )

  it('has tags', () => {
    expect(theOne(other, 'AWS::SQS::Queue', 'FanOutQueue')['Tags']).toEqual([
      { Key: 'stage', Value: 'production' },
      { Key: 'team', Value: 'billing' },
    ])
  })

  it('has point-in-time recovery for the tables of the setting', () => {
    const restorable = allOf(other, 'AWS::DynamoDB::GlobalTable').flatMap(([id, { Replicas }]) =>
      JSON.stringify(Replicas).includes('"PointInTimeRecoveryEnabled":true') ? [id] : [],
    )
    expect(restorable).toEqual(['Tableswebhooks', 'Tablesdeliveries'])
  })

  it('reserves concurrency, so that no function takes that of another, unless it may not', () => {
    expect(reserved(template)).toEqual([
      ['FanOutFunction', 20],
      ['DeliverFunction', 400],
      ['WakeFunction', 20],
      ['CallVendorFunction', 50],
      ['ManagementApiAuthorizerFunction', 50],
      ['ManagementApiFunction', 50],
      ['VendorsFunction', 10],
    ])
    const sum = reserved(template).reduce((total, [, count]) => total + Number(count), 0)
    expect(readFileSync('docs/settings.md', 'utf8')).toContain(`Reserved are ${sum} concurrent`)
    expect(reserved(other)).toEqual([])
  })

  it('admits twenty callers at their full rate', () => {
    other.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
    })
  })
})

describe('The metrics', () => {
  const namespaceOf = (id: string, of = template) => {
    const { METRICS_NAMESPACE, MARKETPLACE_METRICS } = environmentOf(of, id)
    return [METRICS_NAMESPACE, MARKETPLACE_METRICS]
  }

  it.each(['FanOut', 'Deliver', 'Wake', 'CallVendor', 'Vendors', 'ManagementApi'])(
    "of %s are in a namespace of the stack's name, by marketplace unless the setting says no",
    (id) => {
      const other = aTemplate({ stackName: 'Postrider2', marketplaceMetrics: 'off' })

      expect(namespaceOf(`${id}Function`)).toEqual(['Postrider', 'on'])
      expect(namespaceOf(`${id}Function`, other)).toEqual(['Postrider2', 'off'])
    },
  )

  it('are on a dashboard, with all alarms and only metrics that there are', () => {
    const [[, dashboard] = ['', {}]] = allOf(template, 'AWS::CloudWatch::Dashboard')
    const body = JSON.stringify(dashboard['DashboardBody'])
    const ours = body.matchAll(/\\"Postrider\\",\\"(\w+)\\"/g)
    const found = body.matchAll(/MetricName=\\\\\\"(\w+)/g)

    expect(body).toContain('Is it healthy?')
    expect(body).toContain('Who is it?')
    expect(body).toContain('Which vendor?')
    expect(body).toContain('Since when?')
    const names = [...ours, ...found].map(([, name = '']) => name)
    expect(new Set(names)).toEqual(
      new Set(
        Object.keys(lineMetrics).filter((name) => !/^(attempts|canar|unreadableRows)/.test(name)),
      ),
    )
  })
})

describe('The queues of malformed events', () => {
  it.each([
    ['FanOut', 'MALFORMED_EVENTS_URL'],
    ['CallVendor', 'MALFORMED_INTEGRATION_EVENTS_URL'],
  ])('are where %s sends what it cannot read, and retain it for 14 days', (name, url) => {
    expect(environmentOf(template, `${name}Function`)).toMatchObject({
      [url]: ref(`${name}Unreadable`),
    })
    expect(theOne(template, 'AWS::SQS::Queue', `${name}Unreadable`)).toMatchObject({
      MessageRetentionPeriod: 14 * 24 * 3600,
      SqsManagedSseEnabled: true,
    })
  })
})

describe('The alarm topic', () => {
  it('has the address of the setting as its subscriber', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
      TopicArn: ref('MonitoringTopic'),
    })
  })

  it('has no subscriber without the setting, of which the deployment warns', () => {
    const app = anApp({ context: withoutBundling })
    const stack = aStack(app, { alarmEmail: '' })

    Annotations.fromStack(stack).hasWarning(
      '/Postrider/Default/Monitoring',
      Match.stringLikeRegexp('No address is subscribed to the alarms: -c alarmEmail='),
    )
    Template.fromStack(stack).resourceCountIs('AWS::SNS::Subscription', 0)
  })

  it('is encrypted, rejects plain HTTP, and accepts alarms of this account and rules', () => {
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() })
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'events.amazonaws.com' },
            Condition: Match.absent(),
          }),
        ],
      },
    })
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: Match.arrayWith(['kms:Decrypt', 'kms:GenerateDataKey*']),
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
          Match.objectLike({
            Action: Match.arrayWith(['kms:Decrypt', 'kms:GenerateDataKey*']),
            Principal: { Service: 'events.amazonaws.com' },
            Condition: Match.absent(),
          }),
        ]),
      },
    })
  })
})

describe('The outputs', () => {
  it('have what people and programs need, and no secrets', () => {
    expect(Object.keys(template.findOutputs('*')).sort()).toEqual([
      'AlarmTopicArn',
      'ApiUrl',
      'BusArn',
      'BusName',
      'ClientIdacmemanager',
      'ClientIdacmeproducer',
      'ClientIdglobexmanager',
      'ClientIdglobexproducer',
      'DashboardName',
      'DeliveriesDeadLettersUrl',
      'EventsDeadLettersUrl',
      'MalformedEventsUrl',
      'MalformedIntegrationEventsUrl',
      'PageUrl',
      'SecretsKeyArn',
      'TableNames',
      'TokenEndpoint',
      'UserPoolId',
      'VendorCallsDeadLettersUrl',
      'WakeUpsDeadLettersUrl',
    ])
    expect(JSON.stringify(template.findOutputs('*'))).not.toContain('ClientSecret')
  })
})
