import { parseArgs } from 'node:util'

import { addManager, userPoolOf } from '../adapters/aws/cognito-managers.ts'
import { Marketplace } from '../core/events/event.ts'
import { exitWith } from './settings.ts'

/** `npm run add-manager -- --email ann@example.com --marketplace acme`: lets somebody sign in on AWS. */
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
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) refuse(`--email is '${email}', not an address`)
  const marketplace = Marketplace.safeParse(values.marketplace)
  if (!marketplace.success) refuse("--marketplace must be 1 to 63 letters, digits, '-' or '_'")

  const userPoolId = values['user-pool-id'] ?? (await userPoolOf(stack))
  const given = { email, marketplace: marketplace.data, role }
  const done = await addManager(userPoolId, given)
  console.log(
    done === 'added'
      ? `${email} is ${role} of ${given.marketplace}, and gets an email with a first password`
      : `${email} was there already, and is ${role} of ${given.marketplace}`,
  )
}

function roleIn(text: string): 'manager' | 'viewer' {
  return text === 'manager' || text === 'viewer' ? text : refuse('--role must be manager or viewer')
}

function refuse(fact: string): never {
  throw new Error(`Cannot add a manager: ${fact}`)
}

main().catch(exitWith)
