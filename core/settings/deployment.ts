import * as z from 'zod'

import { isNot, list, text, textThat } from './setting-text.ts'

const tables = ['webhooks', 'events', 'deliveries', 'waiting', 'tokens'] as const
const table = z.enum(tables, {
  error: ({ input }) => `'${String(input)}' is not one of ${tables.join(', ')}`,
})

/** What an operator decides about a deployment on AWS, apart from what the router does. */
export const DeploymentSettings = z.object({
  /** The name of the CloudFormation stack: two of them can share an account and a Region. */
  stackName: text('Postrider').refine(
    (given) => /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(given),
    isNot('1 to 128 letters, digits or "-", beginning with a letter'),
  ),
  /** Tags of every resource, such as `team=billing,stage=production`. */
  tags: list(pair('a tag, such as team=billing')),
  /** The tables that can be restored to any second of the last 35 days. */
  pointInTimeRecovery: list(table, 'webhooks'),
  /** Whether functions have concurrency of their own; no in accounts with a low limit. */
  reservedConcurrency: text('yes').pipe(z.enum(['yes', 'no'], isNot('yes or no'))),
  /** Existing tables to use, such as `webhooks=Postrider-Tableswebhooks-1A2B`. */
  existingTables: list(
    pair('a table and its name, such as webhooks=Postrider-webhooks-1A2B').pipe(
      z.tuple([table, z.string()]),
    ),
  ),
  /** The ARN of an existing key, to open the secrets that it sealed. */
  existingSecretsKey: text().refine(
    (given) => given === '' || /^arn:aws[\w-]*:kms:[\w-]+:\d{12}:key\/[\w-]+$/.test(given),
    isNot('the ARN of a KMS key'),
  ),
  /** The id of an existing user pool. */
  existingUserPool: text().refine(
    (given) => given === '' || /^[a-z0-9-]+_[0-9A-Za-z]+$/.test(given),
    isNot('the id of a user pool, such as eu-central-1_AbCdEf123'),
  ),
})

/** The parts of `name=value`. */
function pair(what: string) {
  return textThat((given) => /^[^=]+=.+$/.test(given), what).transform(
    (given): [string, string] => {
      const at = given.indexOf('=')
      return [given.slice(0, at), given.slice(at + 1)]
    },
  )
}
