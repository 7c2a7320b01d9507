import { createGroups } from '../adapters/aws/cognito-groups.ts'
import { outputsOf } from '../adapters/aws/stack-outputs.ts'
import { dynamoTable } from '../adapters/dynamodb/table.ts'
import { registeredMarketplacesIn } from '../adapters/stores/registered-marketplaces.ts'
import { tableShapes } from '../adapters/stores/table-shapes.ts'
import { operator } from '../core/api/roles.ts'
import { NewMarketplace, registrationOf } from '../core/marketplaces/marketplace.ts'
import { nameTaken } from '../core/marketplaces/names.ts'
import { fieldErrors, toMessage } from '../core/values/validation-errors.ts'
import type { Marketplaces } from './marketplaces-here.ts'

/** Those of a deployment on AWS, by its tables and user pool, with the operator's credentials. */
export async function marketplacesOnAws(stack: string): Promise<Marketplaces> {
  const { TableNames = '', UserPoolId: userPool } = await outputsOf(stack)
  const name = new URLSearchParams(TableNames.replaceAll(',', '&')).get('webhooks')
  if (name === null) {
    throw new Error(`Cannot find the tables: the stack '${stack}' has no output TableNames`)
  }
  const store = registeredMarketplacesIn(dynamoTable({ name, shape: tableShapes.webhooks }))
  return {
    add: async (given) => {
      const isNew = await register(given, store)
      // Also for a marketplace that was registered by the API, which has no access to the pool.
      if (userPool !== undefined) await createGroups(userPool, given.name)
      return report(given.name, isNew, userPool)
    },

    async *list() {
      for (let from: string | undefined; ;) {
        const { marketplaces, next } = await store.listMarketplaces({ limit: 100, from })
        yield* marketplaces
        if (next === undefined) return
        from = next
      }
    },
  }
}

/** Whether the marketplace was not registered before. */
async function register(
  given: Parameters<Marketplaces['add']>[0],
  store: ReturnType<typeof registeredMarketplacesIn>,
): Promise<boolean> {
  const parsed = NewMarketplace.safeParse(given)
  if (!parsed.success) {
    const reason = toMessage(fieldErrors(parsed.error))
    throw new Error(`Cannot accept the marketplace: ${reason}`)
  }
  const { marketplace, entry } = registrationOf(parsed.data, {
    by: operator,
    at: new Date().toISOString(),
  })
  if (await store.addMarketplace(marketplace, entry)) return true
  const taken = await store.findMarketplace(given.name)
  if (taken?.name === given.name) return false
  throw new Error(nameTaken(given.name, taken?.name ?? given.name))
}

function report(name: string, isNew: boolean, userPool: string | undefined): string {
  const done = isNew ? `${name} is registered` : `${name} was registered already`
  return userPool === undefined
    ? `${done}; its people need the groups ${name}/manager and ${name}/viewer at their provider`
    : `${done}; npm run add-manager -- --marketplace ${name} --email <email> adds a manager`
}
