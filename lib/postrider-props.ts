import type { Duration, RemovalPolicy } from 'aws-cdk-lib'
import type * as ec2 from 'aws-cdk-lib/aws-ec2'
import type * as events from 'aws-cdk-lib/aws-events'
import type * as iam from 'aws-cdk-lib/aws-iam'
import type * as route53 from 'aws-cdk-lib/aws-route53'
import type * as sns from 'aws-cdk-lib/aws-sns'

/** A domain of your own, and its certificate in AWS Certificate Manager. */
export type CustomDomain = {
  /** Such as `hooks.example.com`. */
  readonly domainName: string
  readonly certificateArn: string
  /** The zone that gets the domain's records. Default: none; an output has the CNAME's target. */
  readonly hostedZone?: route53.IHostedZone
}

/** An OpenID Connect provider that signs people and programs in. */
export type OidcProvider = {
  /** Its URL, with https. */
  readonly issuer: string
  /** The audience of its access tokens. */
  readonly audience: string
  /** The page's client id there. */
  readonly pageClientId: string
  /** The claim with people's groups. Default: `cognito:groups`, then `groups`. */
  readonly groupsClaim?: string
}

type Role = 'viewer' | 'manager' | 'producer'
type Table = 'webhooks' | 'events' | 'deliveries' | 'waiting' | 'tokens' | 'integrations'

/** What a router is. Invalid values throw an error that names the property and says why. */
export type PostriderProps = {
  /** 1 to 25 names; each gets its groups and OAuth2 scopes. Others are registered later. */
  readonly marketplaces: readonly string[]
  /** Roles that each marketplace has an OAuth2 client for; $6 a month each. Default: none. */
  readonly clientRoles?: readonly Role[]
  /** OpenID Connect instead of Cognito. Default: a user pool. */
  readonly otherIssuer?: OidcProvider

  /** The bus that producers put events on. Default: a new one. */
  readonly eventBus?: events.IEventBus
  /** The `source` of their events; not `postrider`. Default: `marketplace`. */
  readonly eventSource?: string
  /**
   * Accounts of 12 digits that may put events on the bus, with this source only. Default: its own
   * account, whose policies decide.
   */
  readonly producerAccounts?: readonly string[]
  /** Days that the bus keeps events for a replay, 0 to 9999; 0 keeps none. Default: 30. */
  readonly archiveDays?: number

  /** Days that events and deliveries are stored, and can be sent again, 1 to 3650. Default: 90. */
  readonly retentionDays?: number

  /**
   * Days after which managers are reminded of an integration event that stays pending, 1 to 365.
   * Default: 7.
   */
  readonly integrationReminderDays?: number

  /** Waits between attempts, whole seconds. Default: ten, from 5 minutes to 12 hours. */
  readonly retrySchedule?: readonly Duration[]
  /** Hosts that may be called at any address, by http too: `10.0.0.7:8443`. Default: none. */
  readonly allowedHosts?: readonly string[]
  /** Address blocks that may be called by https, though not public. Default: none. */
  readonly allowedCidrs?: readonly string[]
  /** Ports and ranges that may be called by https. Default: `443` and `1024-65535`. */
  readonly allowedPorts?: readonly string[]
  /** A file of certificate authorities in PEM, trusted besides the public ones. Default: none. */
  readonly extraCaCertificates?: string
  /** The network of what calls receivers and vendors; it needs a way out. Default: AWS Lambda's. */
  readonly vpc?: ec2.IVpc
  /** Where in it. Default: its private subnets with egress. */
  readonly vpcSubnets?: ec2.SubnetSelection
  /**
   * Calls receivers and vendors from fixed addresses: a VPC with two NAT gateways, some $73 a month and $0.045
   * per GB. Default: false.
   */
  readonly staticEgress?: boolean

  /** Requests a second for each caller of the API, 1 to 10000. Default: 50. */
  readonly apiRatePerSecond?: number
  /** How many webhooks a marketplace may have, 1 to 10000. Default: 1000. */
  readonly maxWebhooks?: number
  /** The API's domain; its certificate is in the stack's Region. Default: API Gateway's. */
  readonly apiDomain?: CustomDomain
  /** The page's domain; its certificate is in us-east-1. Default: CloudFront's. */
  readonly pageDomain?: CustomDomain
  /** Origins of sites that may have the page in a frame, by portal links. Default: none. */
  readonly frameAncestors?: readonly string[]
  /**
   * The page's logo, drawn in 32 by 32 pixels: an https URL, or a data: URL of at most 8,192 characters.
   * Default: Postrider's.
   */
  readonly logo?: string
  /** The colour of links and buttons, such as `#0b5fff`. Default: blue. */
  readonly accentColor?: string
  /** The same in dark mode. Default: light blue. */
  readonly darkAccentColor?: string
  /**
   * A web ACL of AWS WAF for the page, with the scope CLOUDFRONT. The API has none: AWS WAF does
   * not support HTTP APIs. Default: none.
   */
  readonly webAclArn?: string

  /** The address that mails come from, whose identity SES verifies. Default: no mail is sent. */
  readonly mailFrom?: string
  /**
   * The identity: the address's domain, for which an output has DNS records; the address, which gets a
   * link; or one that the account has. Default: `domain`.
   */
  readonly mailIdentity?: 'domain' | 'address' | 'existing'

  /**
   * The topic of alarms and notices. A topic of another app has to let `cloudwatch.amazonaws.com`
   * and `events.amazonaws.com` publish, and use its key. Default: a new, encrypted one.
   */
  readonly alarmTopic?: sns.ITopic
  /** The address that gets every alarm and notice. Default: none. */
  readonly alarmEmail?: string
  /** Whether each marketplace has metrics, which cost $1.50 a month each. Default: true. */
  readonly marketplaceMetrics?: boolean
  /**
   * Which share of the first attempts that delivered is logged in full, 0 to 1. Metrics count all of
   * them. Default: 1.
   */
  readonly attemptLogShare?: number
  /**
   * Whether first successes leave the tables for a bucket after 7 days: `s3`. Before it is off
   * again, `ending` for as long as deliveries are stored. Default: `off`.
   */
  readonly archive?: 'off' | 's3' | 'ending'
  /** Whether an event of the router's own passes through it every five minutes. Default: false. */
  readonly canary?: boolean
  /** Days that logs are retained, such as `logs.RetentionDays.ONE_YEAR`. Default: 30. */
  readonly logRetention?: number

  /** Tables that can be restored to any second of 35 days. Default: `webhooks` and `integrations`. */
  readonly pointInTimeRecovery?: readonly Table[]
  /** Names of tables to use, of an earlier deployment or restored. Default: new tables. */
  readonly existingTables?: Readonly<Partial<Record<Table, string>>>
  /** The ARN of the key that sealed the secrets in them. Default: a new key. */
  readonly existingSecretsKey?: string
  /** The id of the user pool of an earlier deployment of this stack's name. Default: a new pool. */
  readonly existingUserPool?: string
  /** Whether tables, key and user pool outlive the stack: RETAIN or DESTROY. Default: RETAIN. */
  readonly removalPolicy?: RemovalPolicy
  /** Whether 600 concurrent invocations are reserved. Default: true. */
  readonly reservedConcurrency?: boolean
  /** Bounds the permissions of every role. Default: none. */
  readonly permissionsBoundary?: iam.IManagedPolicy
}
