import { fileURLToPath } from 'node:url'

import { hasAwsAccess } from '../adapters/aws/configured-access.ts'
import { withChainedBatches } from '../adapters/leveldb/batches.ts'
import { countEntries, describeCounts } from '../adapters/leveldb/count-entries.ts'
import { snapshotFrames } from '../adapters/leveldb/snapshot.ts'
import { openFilesLimit } from '../adapters/embedded/open-files.ts'
import { extraAuthorities } from '../adapters/common/extra-ca.ts'
import { batchedLog } from '../adapters/common/console-log.ts'
import { smtpMail } from '../adapters/smtp/smtp-mail.ts'
import { firstPassword, passwordCheck } from '../adapters/sign-in/password.ts'
import { BrandSettings } from '../core/settings/brand.ts'
import { OtherIssuerSettings, otherIssuerOf } from '../core/settings/other-issuer.ts'
import { fromEnvironment, readSettings } from '../core/settings/read-settings.ts'
import { Settings } from '../core/settings/settings.ts'
import { openDataFolder } from './data-folder.ts'
import { repairFolder } from './repair.ts'
import { restoreBackup } from './restore.ts'
import { startRouter } from './embedded-router.ts'
import { exitWith, localSettings, readOptions, refuseArchive } from './settings.ts'

/** `npm start`: the whole router on this machine, until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const values = readOptions({
    strict: { type: 'boolean' },
    redrive: { type: 'boolean' },
    'dev-page': { type: 'boolean' },
    restore: { type: 'string' },
    repair: { type: 'boolean' },
  })
  refuseArchive(process.env)
  const { port, folder } = localSettings()
  const settings = readSettings(RouterSettings, fromEnvironment(process.env))
  const { eventSource, retrySchedule, retentionDays, integrationReminderDays } = settings
  const otherIssuer = otherIssuerOf(readSettings(OtherIssuerSettings, fromEnvironment(process.env)))
  const destinations = readSettings(DestinationSettings, fromEnvironment(process.env))
  const rules = { ...destinations, loopback: values.strict !== true }

  const { db, ...keys } = await openAsAsked(folder, values)
  const router = await startRouter({
    ...keys,
    checkPassword: passwordCheck(folder, settings.password),
    db: withChainedBatches(db),
    snapshot: () => snapshotFrames(db),
    pageFolder: fileURLToPath(new URL('../web/dist', import.meta.url)),
    port,
    isDeveloped: values['dev-page'] === true,
    ...{ otherIssuer, frameAncestors: settings.frameAncestors },
    brand: readSettings(BrandSettings, fromEnvironment(process.env)),
    rules,
    ca: extraAuthorities(settings.extraCaCertificates),
    waitsSeconds: retrySchedule,
    retentionDays,
    integrationReminderDays,
    ...(settings.publicUrl !== '' && { publicUrl: settings.publicUrl }),
    sendMail: mailSender(settings),
    ...{ ratePerSecond: settings.apiRatePerSecond, maxWebhooks: settings.maxWebhooks },
    maxConnections: settings.maxConnections || Math.floor(openFilesLimit() / 2),
    eventSource,
    hasAwsAccess: hasAwsAccess(process.env),
    now: () => new Date(),
    ...batchedLog(),
    onFailure: (error) => exitWith(new Error(`Cannot write to the data folder: ${String(error)}`)),
  })
  stopOnSignal(router.stop)

  const signIn = otherIssuer === undefined ? [await howToSignIn(folder, settings.password)] : []
  console.log(
    [`Ready: ${router.url}`, `The page for managers: ${router.url}/`, ...signIn].join('\n'),
  )
  console.log(hints(rules.loopback, environmentFor(port, folder)))
  if (values.redrive === true) console.log(`Dead letters redriven: ${await router.redrive()}`)
  reportDeadLetters(await router.countDeadLetters())
}

function reportDeadLetters(count: number): void {
  if (count === 0) return
  console.log(`There are ${count} dead letters; npm start -- --redrive requeues them`)
}

function stopOnSignal(stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0), exitWith))
  }
}

const RouterSettings = Settings.pick({
  eventSource: true,
  retrySchedule: true,
  retentionDays: true,
  integrationReminderDays: true,
  publicUrl: true,
  password: true,
  mailFrom: true,
  smtpUrl: true,
  apiRatePerSecond: true,
  maxWebhooks: true,
  maxConnections: true,
  extraCaCertificates: true,
  frameAncestors: true,
})

const DestinationSettings = Settings.pick({
  allowedHosts: true,
  allowedCidrs: true,
  allowedPorts: true,
})

/** Sends by the mail server of the settings; undefined without one. */
function mailSender({ smtpUrl, mailFrom }: Pick<Settings, 'smtpUrl' | 'mailFrom'>) {
  if (smtpUrl === '') return undefined
  if (mailFrom !== '') return smtpMail({ url: smtpUrl, from: mailFrom })
  throw new Error(
    'Cannot start: POSTRIDER_SMTP_URL is set without POSTRIDER_MAIL_FROM, the address that mails come from',
  )
}

type Asked = { restore?: string | undefined; repair?: boolean | undefined }

/** Opens the data folder, restored or repaired before. */
async function openAsAsked(folder: string, { restore, repair = false }: Asked) {
  if (restore !== undefined) await restoreBackup(folder, restore)
  if (repair) await repairFolder(folder, warn)
  const opened = await openDataFolder(folder, warn)
  if (restore !== undefined || repair) {
    const verb = repair ? 'Repaired' : 'Restored'
    console.log(`${verb}: ${describeCounts(await countEntries(opened.db))}`)
  }
  return opened
}

function warn(line: string): void {
  console.error(`Warning: ${line}`)
}

/** A new password is shown once: there is only its hash. */
async function howToSignIn(folder: string, chosen: string): Promise<string> {
  const known = 'of the first start (npm run password makes a new one)'
  const password =
    chosen === '' ? ((await firstPassword(folder)) ?? known) : 'in POSTRIDER_PASSWORD'
  return `  sign in as manager@acme, viewer@acme or manager@globex, with the password ${password}`
}

/** The variables that other commands need to find this router, unless it has the defaults. */
function environmentFor(port: number, folder: string): string {
  const isDefault = port === 8787 && folder === '.postrider'
  return isDefault ? '' : `POSTRIDER_PORT=${port} POSTRIDER_DATA=${folder} `
}

function hints(loopback: boolean, prefix: string): string {
  const reach = loopback
    ? 'Delivers to public https URLs, and to http and https on this machine; --strict: only to public ones.'
    : 'Delivers only to public https URLs.'
  return [
    reach,
    'Try next, in a second terminal:',
    `  ${prefix}npm run demo`,
    `  ${prefix}npm run --silent token -- --marketplace acme --role manager`,
  ].join('\n')
}

main().catch(exitWith)
