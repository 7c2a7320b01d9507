import { type Entry, entryOf, settingsOf, type WebhooksFile, type WebhookView } from './entry.ts'
import { isSameSetting } from './same-setting.ts'

/** A setting that the file changes. `before` and `after` are undefined where the default applies. */
export type SettingChange = { name: string; before: unknown; after: unknown }

/** What happens to one webhook. */
export type Step =
  | { kind: 'create'; name: string; body: Entry; changes: readonly SettingChange[] }
  | {
      kind: 'update'
      name: string
      webhook: WebhookView
      body: Entry
      changes: readonly SettingChange[]
    }
  | { kind: 'delete'; name: string; webhook: WebhookView }
  | { kind: 'unchanged'; name: string; webhook: WebhookView }

type PlanOptions = {
  /** Deletes the webhooks that are not in the file. */
  prune?: boolean | undefined
  /** Sends the secrets of the file again, as they cannot be compared with the stored ones. */
  secrets?: boolean | undefined
}

/** A webhook of the file that cannot be applied: its place, and why. */
export class InvalidFile extends Error {
  override readonly name = 'InvalidFile'
}

/**
 * What makes the webhooks of a marketplace those of the file. A webhook is found by its id, or by its name,
 * which is its description. Applying the same file again changes nothing.
 */
export function planOf(
  file: WebhooksFile,
  existing: readonly WebhookView[],
  options: PlanOptions = {},
): Step[] {
  const matches = matchesOf(file, existing)
  const steps = matches.map(({ entry, webhook }) =>
    webhook === undefined ? creation(entry) : update(entry, webhook, options),
  )
  if (options.prune !== true) return steps
  const kept = new Set(matches.map(({ webhook }) => webhook?.id))
  const removed = existing.filter(({ id }) => !kept.has(id))
  return [
    ...removed.map((webhook) => ({ kind: 'delete', name: nameOf(webhook), webhook }) as const),
    ...steps,
  ]
}

type Match = { entry: Entry; webhook: WebhookView | undefined }

function matchesOf({ webhooks }: WebhooksFile, existing: readonly WebhookView[]): Match[] {
  const matches = webhooks.map((entry, index) => ({
    entry,
    webhook: found(entry, { existing, at: `webhooks[${index}]` }),
  }))
  const seen = new Set<string>()
  for (const [index, { entry, webhook }] of matches.entries()) {
    const key = webhook?.id ?? nameOf(entry)
    if (seen.has(key))
      throw new InvalidFile(`webhooks[${index}]: “${nameOf(entry)}” is in it twice`)
    seen.add(key)
  }
  return matches
}

type Search = { existing: readonly WebhookView[]; at: string }

function found(entry: Entry, { existing, at }: Search): WebhookView | undefined {
  const { id, description = '' } = entry
  if (id !== undefined) {
    const webhook = existing.find((one) => one.id === id)
    if (webhook !== undefined) return webhook
    throw new InvalidFile(`${at}.id: there is no webhook ${id}; leave the id out to create one`)
  }
  if (description === '') {
    throw new InvalidFile(`${at}.description: is required, because it is the name of the webhook`)
  }
  const [webhook, other] = existing.filter((one) => one.description === description)
  if (other === undefined) return webhook
  throw new InvalidFile(`${at}.description: several webhooks have this name; add the id of one`)
}

function creation(entry: Entry): Step {
  const { id: _, ...body } = entry
  const changes = Object.entries(settingsOf(entry)).map(([name, after]) => ({
    ...{ name, before: undefined, after },
  }))
  return { kind: 'create', name: nameOf(entry), body: withoutShown(body), changes }
}

function update(entry: Entry, webhook: WebhookView, { secrets = false }: PlanOptions): Step {
  const name = nameOf(entry)
  const changes = changesOf(settingsOf(entry), settingsOf(entryOf(webhook)))
  const again = secrets ? secretSettings(entry) : []
  const body = { ...bodyOf(changes), ...Object.fromEntries(again) }
  if (Object.keys(body).length === 0) return { kind: 'unchanged', name, webhook }
  return { kind: 'update', name, webhook, body: withoutShown(body), changes }
}

/** What only a new webhook takes. */
const onlyOnCreation = new Set(['signingSecret', 'signingSecretFrom'])

function changesOf(wanted: Entry, shown: Entry): SettingChange[] {
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(shown)])]
  return names
    .filter((name) => !onlyOnCreation.has(name))
    .filter((name) => !isSameSetting(name, wanted[name], shown[name]))
    .map((name) => ({ name, before: shown[name], after: wanted[name] }))
}

/** A setting that the file leaves out gets its default. */
function bodyOf(changes: readonly SettingChange[]): Entry {
  return Object.fromEntries(changes.map(({ name, after }) => [name, after ?? reset[name] ?? null]))
}

const reset: Readonly<Record<string, unknown>> = {
  description: '',
  enabled: true,
  authentication: { type: 'NONE' },
}

function secretSettings(entry: Entry): [string, unknown][] {
  const { authentication, headers } = entry
  const isSecret = /"(token|password|clientSecret|secretParameters)":/
  return [
    ...(isSecret.test(JSON.stringify(authentication ?? null))
      ? [['authentication', authentication] as [string, unknown]]
      : []),
    ...(headers === undefined ? [] : [['headers', headers] as [string, unknown]]),
  ]
}

/** An export says which secret parameters there are, which a request does not. */
function withoutShown(body: Entry): Entry {
  const { authentication } = body
  if (typeof authentication !== 'object' || authentication === null) return body
  const { secretParameterNames: _, ...rest } = authentication as Record<string, unknown>
  return { ...body, authentication: rest }
}

function nameOf({ description, url, id }: Entry): string {
  const isText = (one: unknown) => typeof one === 'string' && one !== ''
  return [description, url, id].find((one): one is string => isText(one)) ?? ''
}
