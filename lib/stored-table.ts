import * as dynamodb from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'

import { expiryAttribute, type TableName, tableShapes } from '../adapters/stores/table-shapes.ts'
import { addIndexes } from './projections.ts'
import { toRemovalPolicy } from './removal-policy.ts'
import type { Settings } from './settings.ts'

/** The tables whose rows an archive gets. */
export const archivedTables = ['events', 'deliveries'] as const

export type NamedTable = Pick<dynamodb.ITableV2, 'tableArn' | 'tableName'> & {
  readonly tableStreamArn?: string | undefined
}

export type TablesProps = Pick<
  Settings,
  'pointInTimeRecovery' | 'existingTables' | 'removalPolicy' | 'archive'
>

/** An existing table, or a new one that keeps what the settings say. */
export function storedTable(
  scope: Construct,
  name: TableName,
  { existingTables, pointInTimeRecovery, removalPolicy, archive }: TablesProps,
): NamedTable {
  const [, existing] = existingTables.find(([table]) => table === name) ?? []
  if (existing !== undefined) return dynamodb.TableV2.fromTableName(scope, name, existing)
  const hasStream = archive !== 'off' && archivedTables.some((one) => one === name)
  const table = new dynamodb.TableV2(scope, name, {
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
    billing: dynamodb.Billing.onDemand(),
    timeToLiveAttribute: expiryAttribute,
    ...(hasStream && { dynamoStream: dynamodb.StreamViewType.OLD_IMAGE }),
    pointInTimeRecoverySpecification: {
      pointInTimeRecoveryEnabled: pointInTimeRecovery.includes(name),
    },
    removalPolicy: toRemovalPolicy(removalPolicy),
    deletionProtection: removalPolicy === 'retain',
  })
  addIndexes(table, tableShapes[name])
  return table
}
