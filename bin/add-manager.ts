import { addManager, userPoolOf } from '../adapters/aws/cognito-managers.ts'
import { fromOptions, readSettings } from '../core/settings/read-settings.ts'
import { Settings } from '../core/settings/settings.ts'
import { exitWith, readOptions } from './settings.ts'

/** `npm run add-manager -- --email ann@example.com --marketplace acme`: lets somebody sign in on AWS. */
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
  const given = { email, marketplace, role: userRole }
  const done = await addManager(userPoolId, given)
  console.log(
    done === 'added'
      ? `${email} is ${userRole} of ${marketplace}, and gets an email with a first password`
      : `${email} was there already, and is ${userRole} of ${marketplace}`,
  )
}

main().catch(exitWith)
