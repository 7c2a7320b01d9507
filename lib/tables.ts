import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import { type TableName, tableShapes } from '../adapters/stores/table-shapes.ts'
import { variable } from '../adapters/common/environment-variables.ts'
import { archivedTables, type NamedTable, storedTable, type TablesProps } from './stored-table.ts'

type Action = 'GetItem' | 'BatchGetItem' | 'Query' | 'Scan' | 'PutItem' | 'DeleteItem'

/**
 * The tables. Each grant covers what one function does with one table, and passes it the table
 * name.
 */
export class Tables extends Construct {
  private readonly tables: Readonly<Record<TableName, NamedTable>>

  constructor(scope: Construct, id: string, props: TablesProps) {
    super(scope, id)
    this.tables = {
      webhooks: storedTable(this, 'webhooks', props),
      events: storedTable(this, 'events', props),
      deliveries: storedTable(this, 'deliveries', props),
      waiting: storedTable(this, 'waiting', props),
      tokens: storedTable(this, 'tokens', props),
      integrations: storedTable(this, 'integrations', props),
    }
  }

  /** The tables' names on AWS. */
  get names(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(this.tables).map(([name, { tableName }]) => [name, tableName]),
    )
  }

  /** The same, by which a later deployment can use them. */
  get outputs(): Readonly<Record<string, string>> {
    const names = Object.entries(this.names).map(([name, tableName]) => `${name}=${tableName}`)
    return { TableNames: names.join(',') }
  }

  /** The ARNs of the streams of deleted rows, with an archive. */
  get streams(): Readonly<Record<string, string>> {
    const names = archivedTables.map((name) => [name, this.tables[name].tableStreamArn] as const)
    return Object.fromEntries(
      names.flatMap(([name, arn]) => (arn === undefined ? [] : [[name, arn]])),
    )
  }

  /** Lets a function find the webhooks that match an event. */
  grantMatchWebhooks(matcher: lambda.Function) {
    this.grant('webhooks', matcher, ['Query'])
  }

  /** Lets a function read a webhook by id, and disable it. */
  grantDisableWebhooks(judge: lambda.Function) {
    this.grant('webhooks', judge, ['GetItem', 'PutItem'])
  }

  /** The same, plus find the marketplaces that have webhooks. */
  grantSweepWebhooks(sweeper: lambda.Function) {
    this.grant('webhooks', sweeper, ['GetItem', 'PutItem', 'Query'])
  }

  /** Lets a function list, create, change and delete webhooks. */
  grantManageWebhooks(manager: lambda.Function) {
    this.grant('webhooks', manager, ['GetItem', 'Query', 'PutItem', 'DeleteItem'])
  }

  /** Lets a function read API keys, and save when they were used. */
  grantVerifyApiKeys(verifier: lambda.Function) {
    this.grantPartitions(verifier, ['GetItem', 'PutItem'], ['*#api-keys'])
  }

  /** Lets a function use these partitions of the webhooks only, which may have wildcards. */
  grantPartitions(user: lambda.Function, actions: readonly Action[], partitions: string[]) {
    const { tableArn, tableName } = this.tables.webhooks
    user.addToRolePolicy(
      new iam.PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } },
      }),
    )
    user.addEnvironment(variable.webhooksTable, tableName)
  }

  /** Lets a function store events, and read one by uuid. */
  grantStoreEvents(storer: lambda.Function) {
    this.grant('events', storer, ['GetItem', 'PutItem'])
  }

  /** Lets a function keep the events of deliveries that failed from leaving for the archive. */
  grantKeepEvents(keeper: lambda.Function) {
    this.grant('events', keeper, ['GetItem', 'PutItem'])
  }

  /** Lets a function list events, and read them. */
  grantListEvents(lister: lambda.Function) {
    this.grant('events', lister, ['GetItem', 'BatchGetItem', 'Query'])
    this.grantQueryIndexes('events', lister)
  }

  /** Lets a function read an event by uuid. */
  grantReadEvents(reader: lambda.Function) {
    this.grant('events', reader, ['GetItem'])
  }

  /** Lets a function save deliveries that wait or are skipped, and record their outcome. */
  grantRecordDeliveries(recorder: lambda.Function) {
    this.grant('deliveries', recorder, ['GetItem', 'PutItem'])
  }

  /** Lets a function list deliveries, and retry them. */
  grantManageDeliveries(manager: lambda.Function) {
    this.grant('deliveries', manager, ['GetItem', 'BatchGetItem', 'Query', 'PutItem'])
    this.grantQueryIndexes('deliveries', manager)
  }

  /** Lets a function find missed and ended deliveries, change them, and count them. */
  grantSweepDeliveries(sweeper: lambda.Function) {
    this.grant('deliveries', sweeper, ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem'])
    this.grantQueryIndexes('deliveries', sweeper, ['byEndpointStatus'])
  }

  /** Lets a function park new deliveries of unhealthy receivers, and set their wake-up. */
  grantParkNewDeliveries(parker: lambda.Function) {
    this.grant('waiting', parker, ['GetItem', 'Query', 'PutItem'])
  }

  /** Lets a function park deliveries, take them up again, and record their receiver's health. */
  grantParkDeliveries(parker: lambda.Function) {
    this.grant('waiting', parker, ['GetItem', 'Query', 'PutItem', 'DeleteItem'])
  }

  /** The same, plus list a webhook's waiting deliveries and the health of receivers. */
  grantManageWaiting(manager: lambda.Function) {
    this.grant('waiting', manager, ['GetItem', 'Query', 'PutItem', 'DeleteItem'])
  }

  /** Lets a function find the due deliveries of all webhooks, and lease them. */
  grantWakeDeliveries(waker: lambda.Function) {
    this.grant('waiting', waker, ['GetItem', 'Query', 'Scan', 'PutItem', 'DeleteItem'])
  }

  /** Lets a function store encrypted access tokens, and read one by webhook. */
  grantStoreTokens(storer: lambda.Function) {
    this.grant('tokens', storer, ['GetItem', 'PutItem'])
  }

  /** Lets a function read products, start and end integration events, and find open ones. */
  grantCallVendors(caller: lambda.Function) {
    this.grant('integrations', caller, ['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'])
    this.grantQueryIndexes('integrations', caller, ['byOpen'])
  }

  /** Lets a function show integration events to vendors, and end them. */
  grantAnswerVendors(door: lambda.Function) {
    this.grant('integrations', door, ['GetItem', 'PutItem', 'DeleteItem'])
  }

  /** Lets a function read what mails are about, and record them. */
  grantSendMail(sender: lambda.Function) {
    this.grant('webhooks', sender, ['GetItem', 'Query', 'PutItem'])
    this.grant('integrations', sender, ['GetItem'])
  }

  /** Lets a function manage products and integration events. */
  grantManageIntegrations(manager: lambda.Function) {
    this.grant('integrations', manager, [
      'GetItem',
      'BatchGetItem',
      'Query',
      'PutItem',
      'DeleteItem',
    ])
    this.grantQueryIndexes('integrations', manager, ['byMarketplace', 'byVendor'])
  }

  /** TransactWriteItems needs no permission of its own, only those of its operations. */
  private grant(name: TableName, user: lambda.Function, actions: readonly Action[]) {
    const { tableArn, tableName } = this.tables[name]
    user.addToRolePolicy(
      new iam.PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [tableArn],
      }),
    )
    user.addEnvironment(variable[`${name}Table` as const], tableName)
  }

  private grantQueryIndexes(
    name: TableName,
    user: lambda.Function,
    indexes: readonly string[] = Object.keys(tableShapes[name].indexes),
  ) {
    const { tableArn } = this.tables[name]
    user.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: indexes.map((index) => `${tableArn}/index/${index}`),
      }),
    )
  }
}
