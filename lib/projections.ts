import * as dynamodb from 'aws-cdk-lib/aws-dynamodb'

import {
  expiryAttribute,
  type IndexShape,
  type TableShape,
} from '../adapters/stores/table-shapes.ts'

/** Adds the indexes of a shape to its table. */
export function addIndexes(table: dynamodb.TableV2, { indexes }: TableShape): void {
  for (const [indexName, { partition, sort, projects }] of Object.entries(indexes)) {
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: { name: partition, type: dynamodb.AttributeType.STRING },
      sortKey: { name: sort, type: dynamodb.AttributeType.STRING },
      ...projectionOf(projects),
    })
  }
}

function projectionOf(projects: IndexShape['projects']) {
  if (projects === undefined) return { projectionType: dynamodb.ProjectionType.KEYS_ONLY }
  return {
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: [...projects, expiryAttribute],
  }
}
