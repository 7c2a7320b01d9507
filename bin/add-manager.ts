import { addManager, userPoolOf } from '../adapters/aws/cognito-managers.ts'
import { fromOptions, readSettings } from '../core/settings/read-settings.ts'
import { Settings } from '../core/settings/settings.ts'
import { exitWith, readOptions } from './settings.ts'

/**
 * `npm run add-manager -- --email ann@example.com --marketplace acme`: creates a user who can sign
 * in on AWS.
 */
async function main(): Promise<void> {
  const values = readOptions({
    email: { type: 'string' },
    marketplace: { type: 'string' },
    role: { type: 'string' },
    stack: { type: 'string', default: 'Postrider' },
    'user-pool-id': { type: 'string' },
  })
  const { email, marketplace, userRole } = readSettings(
    Settings.pick({ email: true, marketplace: true, userRole: true }),
    fromOptions(values),
  )
  const userPoolId = values['user-pool-id'] ?? (await userPoolOf(values.stack))
  const manager = { email, marketplace, role: userRole, stack: values.stack }
  const result = await addManager(userPoolId, manager)
  console.log(
    result === 'added'
      ? `${email} is now ${userRole} of ${marketplace} and gets an email with a temporary password`
      : `${email} already existed and is now ${userRole} of ${marketplace}`,
  )
}

main().catch(exitWith)
