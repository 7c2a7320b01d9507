import * as z from 'zod'

import { isNot, list, partsOf, text, textThat } from './setting-text.ts'

const tables = ['webhooks', 'events', 'deliveries', 'waiting', 'tokens', 'integrations'] as const
const table = z.enum(tables, {
  error: ({ input }) => `'${String(input)}' is not one of ${tables.join(', ')}`,
})

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const logDays = [
  ...['1', '3', '5', '7', '14', '30', '60', '90', '120', '150', '180', '365', '400', '545', '731'],
  ...['1096', '1827', '2192', '2557', '2922', '3288', '3653'],
]

/** What an operator decides about a deployment on AWS, apart from what the router does. */
export const DeploymentSettings = z
  .object({
    /** The name of the CloudFormation stack: two of them can share an account and a Region. */
    stackName: text('Postrider').refine(
      (given) => /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(given),
      isNot('1 to 128 letters, digits or "-", beginning with a letter'),
    ),
    /** Tags of every resource, such as `team=billing,stage=production`. */
    tags: list(pair('a tag, such as team=billing')),
    /** The accounts that may put events on the bus, besides the bus's own. */
    producerAccounts: list(
      textThat((given) => isToken(given) || /^\d{12}$/.test(given), 'an account of 12 digits'),
    ),
    /** The tables that can be restored to any second of the last 35 days; `none` for none. */
    pointInTimeRecovery: text('webhooks,integrations')
      .transform((given) => (given === 'none' ? [] : partsOf(given)))
      .pipe(z.array(table)),
    /** Whether the tables, the key and the user pool outlive the stack. */
    removalPolicy: text('retain').pipe(z.enum(['retain', 'destroy'], isNot('retain or destroy'))),
    /** Whether functions have concurrency of their own; no in accounts with a low limit. */
    reservedConcurrency: yesOrNo('yes'),
    /** Whether an event of the router's own passes through it every five minutes. */
    canary: text('off').pipe(z.enum(['on', 'off'], isNot('on or off'))),
    /**
     * Whether first successes leave the tables for a bucket after 7 days; `ending`: no more do, and
     * those that were to leave still do.
     */
    archive: text('off').pipe(z.enum(['off', 's3', 'ending'], isNot('off, s3 or ending'))),
    /**
     * What SES verifies for `mailFrom`: its domain, by DNS records; the address, by a link; or an
     * identity that the account has.
     */
    mailIdentity: text('domain').pipe(
      z.enum(['domain', 'address', 'existing'], isNot('domain, address or existing')),
    ),
    /** How many days logs are retained; CloudWatch admits these numbers only. */
    logRetention: text('30')
      .refine((given) => logDays.includes(given), isNot(`one of ${logDays.join(', ')} days`))
      .transform(Number),
    /** Whether receivers are called from fixed addresses: NAT gateways in a VPC. */
    staticEgress: yesOrNo('no'),
    /** The page's domain, and the ARN of its certificate in us-east-1. */
    pageDomain: domain(),
    pageCertificate: certificate("'us-east-1', where CloudFront needs it", 'us-east-1'),
    /** The API's domain, and the ARN of its certificate in the stack's Region. */
    apiDomain: domain(),
    apiCertificate: certificate("the stack's Region"),
    /** The ARN of a web ACL of the scope CLOUDFRONT, for the page. */
    webAclArn: arn(/^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/, {
      what: 'the ARN of a web ACL for CloudFront, which is in us-east-1 and global',
    }),
    /** The name or the ARN of a policy that bounds the permissions of every role. */
    permissionsBoundary: text().refine(
      (given) => /^(arn:aws[\w-]*:iam::(\d{12}|aws):policy\/)?[\w+=,.@/-]*$/.test(given),
      isNot('the name or the ARN of a managed policy'),
    ),
    /** Existing tables to use, such as `webhooks=Postrider-Tableswebhooks-1A2B`. */
    existingTables: list(
      pair('a table and its name, such as webhooks=Postrider-webhooks-1A2B').pipe(
        z.tuple([table, z.string()]),
      ),
    ),
    /** The ARN of an existing key, to open the secrets that it sealed. */
    existingSecretsKey: arn(/^arn:aws[\w-]*:kms:[\w-]+:\d{12}:key\/[\w-]+$/, {
      what: 'the ARN of a KMS key',
    }),
    /** The id of an existing user pool. */
    existingUserPool: arn(/^[a-z0-9-]+_[0-9A-Za-z]+$/, {
      what: 'the id of a user pool, such as eu-central-1_AbCdEf123',
    }),
  })
  .superRefine((given, context) => {
    for (const name of ['page', 'api'] as const) {
      if ((given[`${name}Domain`] === '') === (given[`${name}Certificate`] === '')) continue
      const missing = given[`${name}Domain`] === '' ? 'Domain' : 'Certificate'
      const other = missing === 'Domain' ? 'certificate' : 'domain'
      context.addIssue({
        code: 'custom',
        path: [`${name}${missing}`],
        message: `it is required with a ${other}`,
      })
    }
  })

function yesOrNo(fallback: 'yes' | 'no') {
  return text(fallback)
    .pipe(z.enum(['yes', 'no'], isNot('yes or no')))
    .transform((given) => given === 'yes')
}

/** What CDK writes for a value that is known only during the deployment. */
function isToken(given: string): boolean {
  return given.includes('${Token[')
}

/** An ARN or another id that AWS gave; '' for none. */
function arn(pattern: RegExp, { what }: { what: string }) {
  return text().refine(
    (given) => given === '' || isToken(given) || pattern.test(given),
    isNot(what),
  )
}

function certificate(where: string, region = '[a-z0-9-]+') {
  return arn(new RegExp(`^arn:aws[\\w-]*:acm:${region}:\\d{12}:certificate/[\\w-]+$`), {
    what: `the ARN of a certificate in ${where}`,
  })
}

function domain() {
  return text().refine(
    (given) => given === '' || isToken(given) || /^([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/.test(given),
    isNot('a domain in lower case, such as hooks.example.com'),
  )
}

/** The parts of `name=value`. */
function pair(what: string) {
  return textThat((given) => /^[^=]+=.+$/.test(given), what).transform(
    (given): [string, string] => {
      const at = given.indexOf('=')
      return [given.slice(0, at), given.slice(at + 1)]
    },
  )
}
