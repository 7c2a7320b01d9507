import { parseArgs } from 'node:util'

import { addManager, userPoolOf } from '../adapters/aws/cognito-managers.ts'
import { Marketplace } from '../core/events/event.ts'
import { exitWith } from './settings.ts'

/**
 * `npm run add-manager -- --email ann@example.com --marketplace acme`: creates a user who can sign
 * in on AWS.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      email: { type: 'string' },
      marketplace: { type: 'string' },
      role: { type: 'string', default: 'manager' },
      stack: { type: 'string', default: 'Postrider' },
      'user-pool-id': { type: 'string' },
    },
  })
  const { email = '', stack } = values
  const role = roleIn(values.role)
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) refuse(`--email must be an email address, not '${email}'`)
  const marketplace = Marketplace.safeParse(values.marketplace)
  if (!marketplace.success) refuse("--marketplace must be 1 to 63 letters, digits, '-' or '_'")

  const userPoolId = values['user-pool-id'] ?? (await userPoolOf(stack))
  const manager = { email, marketplace: marketplace.data, role }
  const result = await addManager(userPoolId, manager)
  console.log(
    result === 'added'
      ? `${email} is now ${role} of ${manager.marketplace} and gets an email with a temporary password`
      : `${email} already existed and is now ${role} of ${manager.marketplace}`,
  )
}

function roleIn(text: string): 'manager' | 'viewer' {
  return text === 'manager' || text === 'viewer' ? text : refuse('--role must be manager or viewer')
}

function refuse(fact: string): never {
  throw new Error(`Cannot add a manager: ${fact}`)
}

main().catch(exitWith)
