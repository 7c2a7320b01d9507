import { triedShape } from '../../conformance/table-world.ts'
import { describeTable } from '../../conformance/table.ts'
import { newDynamoTable } from '../../support/new-dynamo-table.ts'
import { emulator } from './emulator.ts'

describeTable(`DynamoDB (${emulator})`, (now) => newDynamoTable(triedShape, now))
