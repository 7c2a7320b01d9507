import { describe, expect, it } from '@jest/globals'
import { CfnParameter, Duration, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import * as ec2 from 'aws-cdk-lib/aws-ec2'
import * as events from 'aws-cdk-lib/aws-events'
import * as sns from 'aws-cdk-lib/aws-sns'

import type { PostriderProps } from '../../lib/postrider-props.ts'
import { Postrider } from '../../lib/postrider.ts'
import { anAuthority } from '../support/certificates.ts'
import { allOf, anApp, aTemplate, environmentOf, statementsOf, withoutBundling } from './a-stack.ts'
import { allOptions, authoritiesFile, certificateIn, webAclArn } from './all-options.ts'

const acme = { marketplaces: ['acme'], alarmEmail: 'ops@example.com' }
const env = { account: '123456789012', region: 'eu-central-1' }

function aStackOfAnotherApp(): Stack {
  return new Stack(anApp({ context: withoutBundling }), 'Hooks', { env })
}

/** The router in a stack of another app, with these properties. */
function aRouter(props: PostriderProps | ((stack: Stack) => PostriderProps)) {
  const stack = aStackOfAnotherApp()
  const router = new Postrider(stack, 'Router', typeof props === 'function' ? props(stack) : props)
  return { stack, router, template: Template.fromStack(stack) }
}

/** The id and the properties of the only resource of a type. */
function only(template: Template, type: string) {
  const [first, ...others] = allOf(template, type)
  expect(others).toEqual([])
  return first?.[1] ?? {}
}

/** The ids of functions with a property. */
function functionsWith(template: Template, property: string): string[] {
  return allOf(template, 'AWS::Lambda::Function').flatMap(([id, properties]) =>
    properties[property] === undefined ? [] : [id.replace(/^Router(.*)Function.*$/, '$1')],
  )
}

const simple = aRouter(acme)
const everything = aRouter(allOptions)
const { template: all } = everything

describe('A router in a stack of another app', () => {
  it('needs no more than the marketplaces', () => {
    const { template, router } = simple

    template.resourceCountIs('AWS::Lambda::Function', 9)
    template.resourceCountIs('AWS::EC2::VPC', 0)
    expect(router.egressAddresses).toEqual([])
    expect(Object.keys(router.outputs)).toContain('BusArn')
  })

  it('shows its parts, for what is built around it', () => {
    const { stack, router } = simple

    expect(stack.resolve(router.eventBus.eventBusName)).toEqual({
      Ref: expect.stringMatching(/^RouterEventIntakeBus/) as unknown,
    })
    expect(stack.resolve(router.alarmTopic.topicArn)).toEqual({
      Ref: expect.stringMatching(/^RouterMonitoringTopic/) as unknown,
    })
    expect(Object.keys(router.tableNames)).toContain('webhooks')
    expect(router.pageUrl).toMatch(/^https:\/\/.*\/$/)
    expect(router.apiUrl).toMatch(/\/$/)
  })

  it('is the only one there, as both would have the same names', () => {
    const stack = aStackOfAnotherApp()
    new Postrider(stack, 'First', acme)

    expect(() => new Postrider(stack, 'Second', acme)).toThrow(
      "Cannot deploy 'Hooks': the stack has another router",
    )
  })

  it('is not in a nested stack', () => {
    const nested = new NestedStack(aStackOfAnotherApp(), 'Nested')

    expect(() => new Postrider(nested, 'Router', acme)).toThrow('a nested stack has no name')
  })

  it.each<[string, Partial<PostriderProps>, string]>([
    ['no marketplace', { marketplaces: [] }, "marketplaces: '' is not 1 to 25 names"],
    ['a wait of no whole seconds', { retrySchedule: [Duration.seconds(0)] }, "'0' is not 1 to 20"],
    ['archiveDays', { archiveDays: 1.5 }, "archiveDays: '1.5' is not whole days, 0 to 9999"],
    ['an account', { producerAccounts: ['1'] }, "producerAccounts: '1' is not an account"],
    ['retentionDays', { retentionDays: 0 }, "retentionDays: '0' is not whole days, 1 to 3650"],
    [
      'integrationReminderDays',
      { integrationReminderDays: 0 },
      "integrationReminderDays: '0' is not whole days, 1 to 365",
    ],
    ['logRetention', { logRetention: 2 }, "logRetention: '2' is not one of 1, 3, 5, 7"],
    [
      'removalPolicy',
      { removalPolicy: RemovalPolicy.SNAPSHOT },
      "removalPolicy: 'snapshot' is not retain or destroy",
    ],
    [
      "the page's certificate in another Region",
      {
        pageDomain: {
          domainName: 'hooks.example.com',
          certificateArn: certificateIn('eu-central-1'),
        },
      },
      'pageCertificate: ',
    ],
    [
      "the API's certificate in another Region",
      { apiDomain: { domainName: 'api.example.com', certificateArn: certificateIn('us-east-1') } },
      "the API's certificate is in us-east-1, not in eu-central-1",
    ],
    ['a regional web ACL', { webAclArn: webAclArn.replace('global', 'regional') }, 'webAclArn: '],
    [
      'another issuer without an audience',
      { otherIssuer: { issuer: 'https://id.example.com', audience: '', pageClientId: 'page' } },
      'audience: it is required with an issuer',
    ],
  ])('refuses %s, with a sentence', (_, props, sentence) => {
    expect(() => aRouter({ ...acme, ...props })).toThrow(sentence)
  })

  it('refuses a VPC and static egress together', () => {
    const both = (stack: Stack) => ({
      ...acme,
      vpc: new ec2.Vpc(stack, 'Vpc') as ec2.IVpc,
      staticEgress: true,
    })

    expect(() => aRouter(both)).toThrow(
      'Cannot read the setting staticEgress: the property vpc is given too',
    )
  })

  it('takes ARNs that are known only during the deployment', () => {
    const { template } = aRouter((stack) => ({
      ...acme,
      webAclArn: new CfnParameter(stack, 'WebAcl').valueAsString,
      existingSecretsKey: new CfnParameter(stack, 'Key').valueAsString,
    }))

    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({ WebACLId: { Ref: 'WebAcl' } }),
    })
  })
})

describe('Producers', () => {
  it('put events on a given bus, which the rules and the archive are on', () => {
    all.resourceCountIs('AWS::Events::EventBus', 0)
    const buses = allOf(all, 'AWS::Events::Rule').map(([, rule]) => rule['EventBusName'])

    expect(buses.filter((bus) => bus === 'company')).toHaveLength(buses.length - 3) // the sweeps, and what SES says of mails
    expect(only(all, 'AWS::Events::Archive')['RetentionDays']).toBe(7)
  })

  it('of other accounts may put events with the configured source, and nothing else', () => {
    expect(only(all, 'AWS::Events::EventBusPolicy')).toMatchObject({
      EventBusName: 'company',
      Statement: {
        Effect: 'Allow',
        Action: 'events:PutEvents',
        Principal: {
          AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:root'],
        },
        Condition: { StringEquals: { 'events:source': 'acme.shop' } },
      },
    })
    simple.template.resourceCountIs('AWS::Events::EventBusPolicy', 0)
  })

  it('of the same app get access to the bus from the router', () => {
    const { template } = aRouter((stack) => ({
      ...acme,
      eventBus: new events.EventBus(stack, 'Company') as events.IEventBus,
    }))

    template.resourceCountIs('AWS::Events::EventBus', 1)
  })
})

describe('Static egress', () => {
  it('is two NAT gateways with fixed addresses, which are an output', () => {
    const { stack, router } = everything

    all.resourceCountIs('AWS::EC2::EIP', 2)
    const gateways = allOf(all, 'AWS::EC2::NatGateway').map(([, { AllocationId }]) => AllocationId)
    expect(gateways).toEqual([allocationOf('Address1'), allocationOf('Address2')])
    expect(stack.resolve(router.outputs['EgressAddresses'])).toEqual({
      'Fn::Join': ['', [addressOf('Address1'), ',', addressOf('Address2')]],
    })
  })

  it('is for what calls receivers and vendors, and reaches DynamoDB without the gateways', () => {
    expect(functionsWith(all, 'VpcConfig')).toEqual(['Deliver', 'CallVendor'])
    expect(only(all, 'AWS::EC2::VPCEndpoint')).toMatchObject({
      VpcEndpointType: 'Gateway',
      ServiceName: { 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.dynamodb']] },
    })
  })

  it('lets AWS Lambda create network interfaces, and denies it to the code', () => {
    const statements = allOf(all, 'AWS::IAM::Policy')
      .filter(([id]) => id.startsWith('RouterDeliver'))
      .flatMap(([, policy]) => statementsOf(policy))
      .filter(({ Action }) => Action.includes('ec2:CreateNetworkInterface'))

    expect(statements.map(({ Effect, Condition }) => [Effect, Condition])).toEqual([
      ['Allow', undefined],
      [
        'Deny',
        {
          ArnEquals: {
            'lambda:SourceFunctionArn': {
              'Fn::GetAtt': [expect.stringMatching(/^RouterDeliverFunction/), 'Arn'],
            },
          },
        },
      ],
    ])
  })

  it('is not there by default, nor with a VPC of the app', () => {
    const { template } = aRouter((stack) => ({
      ...acme,
      vpc: new ec2.Vpc(stack, 'Own', { natGateways: 1 }) as ec2.IVpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
    }))

    template.resourceCountIs('AWS::EC2::VPC', 1)
    template.resourceCountIs('AWS::EC2::EIP', 1)
    expect(functionsWith(template, 'VpcConfig')).toEqual(['Deliver', 'CallVendor'])
    expect(functionsWith(simple.template, 'VpcConfig')).toEqual([])
  })
})

describe('Domains', () => {
  it("are the page's and the API's, with their certificates and TLS 1.2", () => {
    const { stack, router } = everything

    all.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        Aliases: ['hooks.example.com'],
        ViewerCertificate: {
          AcmCertificateArn: certificateIn('us-east-1'),
          MinimumProtocolVersion: 'TLSv1.2_2021',
          SslSupportMethod: 'sni-only',
        },
      }),
    })
    expect(only(all, 'AWS::ApiGatewayV2::DomainName')).toMatchObject({
      DomainName: 'api.example.com',
      DomainNameConfigurations: [
        { CertificateArn: certificateIn('eu-central-1'), SecurityPolicy: 'TLS_1_2' },
      ],
    })
    all.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1)
    expect(stack.resolve([router.pageUrl, router.apiUrl])).toEqual([
      'https://hooks.example.com/',
      'https://api.example.com/',
    ])
  })

  it('are what the sign-in, CORS, the security policy and config.json name', () => {
    all.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      CallbackURLs: ['https://hooks.example.com/'],
      LogoutURLs: ['https://hooks.example.com/'],
    })
    expect(only(all, 'AWS::ApiGatewayV2::Api')['CorsConfiguration']).toMatchObject({
      AllowOrigins: ['https://hooks.example.com'],
    })
    const policy = JSON.stringify(only(all, 'AWS::CloudFront::ResponseHeadersPolicy'))
    expect(policy).toMatch(
      /connect-src 'self' https:\/\/api\.example\.com https:\/\/[^;]+\.amazoncognito\.com;/,
    )
    expect(policy).not.toContain('execute-api')
    expect(only(all, 'Custom::PublishedPage')).toMatchObject({
      config: {
        apiUrl: 'https://api.example.com',
        metadata: {
          authorization_endpoint: atCognito('/oauth2/authorize'),
          token_endpoint: atCognito('/oauth2/token'),
        },
      },
    })
  })

  const atCognito = (path: string) => {
    const prefix: unknown = expect.anything()
    return { 'Fn::Join': ['', ['https://', prefix, `.auth.eu-central-1.amazoncognito.com${path}`]] }
  }

  it('have records in their zone', () => {
    const records = allOf(all, 'AWS::Route53::RecordSet').map(([, { Name, Type }]) => [Name, Type])

    expect(records).toEqual([
      ['hooks.example.com.', 'A'],
      ['hooks.example.com.', 'AAAA'],
      ['api.example.com.', 'A'],
    ])
    expect(Object.keys(everything.router.outputs)).not.toContain('PageDomainTarget')
  })

  it('of the context have outputs with the targets of their records', () => {
    const template = aTemplate({
      apiDomain: 'api.example.com',
      apiCertificate: certificateIn('eu-central-1'),
      pageDomain: 'hooks.example.com',
      pageCertificate: certificateIn('us-east-1'),
    })

    const outputs = template.findOutputs('*') as Record<string, { Value: unknown }>
    expect(outputs['PageUrl']?.Value).toBe('https://hooks.example.com/')
    expect(outputs['PageDomainTarget']?.Value).toEqual({
      'Fn::GetAtt': ['PageDistribution', 'DomainName'],
    })
    expect(outputs['ApiDomainTarget']?.Value).toEqual({
      'Fn::GetAtt': ['ManagementApiDomain', 'RegionalDomainName'],
    })
  })
})

describe('Extra authorities', () => {
  it('are a layer of the functions that call receivers and vendors, and of no other', () => {
    expect(functionsWith(all, 'Layers')).toEqual(['Deliver', 'CallVendor'])
    const Environment = { Variables: { POSTRIDER_CA_FILE: '/opt/extra-authorities.pem' } }
    all.resourcePropertiesCountIs('AWS::Lambda::Function', { Environment }, 2)
  })

  it('are not there by default', () => {
    expect(functionsWith(simple.template, 'Layers')).toEqual([])
    expect(JSON.stringify(simple.template.toJSON())).not.toContain('POSTRIDER_CA_FILE')
  })

  it.each([
    ['a file that is not there', () => '/missing/authorities.pem', /ENOENT: .*missing/],
    ['a file without certificates', () => authoritiesFile('postrider'), /must have whole cert/],
    [
      'half a certificate',
      () => authoritiesFile('-----BEGIN CERTIFICATE-----\nMIIB\n'),
      /must have whole cert/,
    ],
    [
      'a private key',
      () => {
        const { key, cert } = anAuthority()
        return authoritiesFile(`${cert}${key}`)
      },
      /and no private keys$/,
    ],
  ])('refuse %s', (_, file, sentence) => {
    const deploy = () => aRouter({ ...acme, extraCaCertificates: file() })

    expect(deploy).toThrow(sentence)
    expect(deploy).toThrow('Cannot read the setting extraCaCertificates: ')
  })
})

describe('The rest of the options', () => {
  it('put a web ACL before the page', () => {
    all.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({ WebACLId: webAclArn }),
    })
  })

  it('send alarms and notices to a given topic, with the address as a subscriber', () => {
    all.resourceCountIs('AWS::SNS::Topic', 0)
    const topicArn = 'arn:aws:sns:eu-central-1:123456789012:pager'

    expect(only(all, 'AWS::SNS::Subscription')).toMatchObject({ TopicArn: topicArn })
    for (const [, alarm] of allOf(all, 'AWS::CloudWatch::CompositeAlarm')) {
      expect(alarm['AlarmActions']).toEqual([topicArn])
    }
    expect(only(all, 'AWS::KMS::Key')['Description']).toBe('Encrypts the secrets of webhooks')
  })

  it('let alarms and rules publish to a topic of the same app', () => {
    const { template } = aRouter((stack) => ({ ...acme, alarmTopic: new sns.Topic(stack, 'Ops') }))

    expect(statementsOf(only(template, 'AWS::SNS::TopicPolicy'))).toMatchObject([
      { Action: 'sns:Publish', Principal: { Service: 'cloudwatch.amazonaws.com' } },
      { Action: 'sns:Publish', Principal: { Service: 'events.amazonaws.com' } },
    ])
  })

  it('retain every log as long as they say', () => {
    const days = allOf(all, 'AWS::Logs::LogGroup').map(([, log]) => log['RetentionInDays'])

    expect(days).toEqual(Array.from({ length: 12 }, () => 365))
  })

  it('bound the permissions of every role', () => {
    const roles = allOf(all, 'AWS::IAM::Role')

    expect(roles).toHaveLength(11)
    for (const [, role] of roles) {
      expect(JSON.stringify(role['PermissionsBoundary'])).toContain(':policy/developers')
    }
  })

  it('let tables, key and user pool go with the stack, without recovery', () => {
    const types = ['AWS::DynamoDB::GlobalTable', 'AWS::KMS::Key', 'AWS::Cognito::UserPool']
    const policies = [...types, 'AWS::Cognito::UserPoolGroup'].flatMap((type) =>
      Object.values(all.findResources(type)).map(({ DeletionPolicy }) => DeletionPolicy as unknown),
    )

    expect(new Set(policies)).toEqual(new Set(['Delete']))
    for (const [, { Replicas }] of allOf(all, 'AWS::DynamoDB::GlobalTable')) {
      expect(Replicas).toMatchObject([
        {
          DeletionProtectionEnabled: false,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
        },
      ])
    }
    expect(only(all, 'AWS::Cognito::UserPool')['DeletionProtection']).toBe('INACTIVE')
  })

  it('reach the functions', () => {
    const [id = ''] = allOf(all, 'AWS::Lambda::Function').find(([name]) =>
      name.startsWith('RouterDeliverFunction'),
    ) ?? ['']

    expect(environmentOf(all, id)).toMatchObject({
      POSTRIDER_RETRY_SCHEDULE: '[5,60]',
      POSTRIDER_RETENTION_DAYS: '30',
      ATTEMPT_LOG_SHARE: '0.1',
      POSTRIDER_ALLOWED_HOSTS: '["10.0.0.7:8443"]',
      POSTRIDER_ALLOWED_CIDRS: '["10.20.0.0/16"]',
      POSTRIDER_ALLOWED_PORTS: '[{"from":443,"to":443}]',
      MARKETPLACE_METRICS: 'off',
    })
    const [caller = ''] = allOf(all, 'AWS::Lambda::Function').find(([name]) =>
      name.startsWith('RouterCallVendorFunction'),
    ) ?? ['']
    expect(environmentOf(all, caller)).toMatchObject({ POSTRIDER_INTEGRATION_REMINDER_DAYS: '3' })
    expect(functionsWith(all, 'ReservedConcurrentExecutions')).toEqual([])
  })

  it('are in the context too, where a boundary has a name or an ARN', () => {
    const boundaryOf = (permissionsBoundary: string) =>
      JSON.stringify(allOf(aTemplate({ permissionsBoundary }), 'AWS::IAM::Role')[0])
    const arn = 'arn:aws:iam::123456789012:policy/developers'

    expect(boundaryOf(arn)).toContain(`"PermissionsBoundary":"${arn}"`)
    expect(boundaryOf('developers')).toContain(':policy/developers')
    const template = aTemplate({
      staticEgress: 'yes',
      logRetention: '365',
      producerAccounts: '111122223333',
      webAclArn,
      removalPolicy: 'destroy',
      pointInTimeRecovery: 'none',
    })
    template.resourceCountIs('AWS::EC2::NatGateway', 2)
    template.resourceCountIs('AWS::Events::EventBusPolicy', 1)
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 })
    expect(Object.keys(template.findOutputs('*'))).toContain('EgressAddresses')
  })
})

const allocationOf = (id: string) => ({ 'Fn::GetAtt': [egressId(id), 'AllocationId'] })
const addressOf = (id: string) => ({ 'Fn::GetAtt': [egressId(id), 'PublicIp'] })
const egressId = (id: string) => expect.stringMatching(`^RouterStaticEgress${id}`) as unknown
