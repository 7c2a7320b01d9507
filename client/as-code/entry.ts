import type { Schemas } from '../postrider.ts'

/** A webhook as the file has it: the body that creates it, and its id where no name identifies it. */
export type Entry = Readonly<Record<string, unknown>> & { id?: string }
export type WebhookView = Schemas['Webhook']

/** The file: every webhook of a marketplace that is to exist. */
export type WebhooksFile = { webhooks: readonly Entry[] }

/** What the API says about a webhook, besides its settings. */
const stateNames = new Set([
  ...['id', 'version', 'disabled', 'health', 'probe', 'warnings', 'subscriptions'],
  ...['createdAt', 'createdBy', 'changedAt', 'changedBy', 'previousSecretValidUntil'],
  ...['secretShownCount', 'secretShownAt', 'secretShownBy', 'publicKeys'],
  // The API shows what certificates say, and takes whole ones.
  ...['clientCertificate', 'certificateAuthorities'],
  ...['tokenClientCertificate', 'tokenCertificateAuthorities'],
])

/** The settings of a webhook, without its secrets: what an export has. A new setting needs no change here. */
export function entryOf(webhook: WebhookView): Entry {
  const { authentication, eventBus, queue, ...settings } = webhook
  const isAtAws = eventBus !== undefined || queue !== undefined
  const shown = Object.entries(settings).filter(
    ([name]) => !stateNames.has(name) && !(isAtAws && name === 'url'),
  )
  return withoutDefaults({
    ...Object.fromEntries(shown),
    ...(eventBus && { eventBus: withoutExternalId(eventBus) }),
    ...(queue && { queue: withoutExternalId(queue) }),
    authentication: withoutSecrets(authentication),
  })
}

/** The file of these webhooks. Those that share a description, or have none, are named by their ids. */
export function fileOf(webhooks: readonly WebhookView[]): WebhooksFile {
  const named = (name: string) => webhooks.filter(({ description }) => description === name)
  return {
    webhooks: webhooks.map((webhook) => {
      const { description, ...entry } = entryOf(webhook)
      const isNamed = webhook.description !== '' && named(webhook.description).length === 1
      return {
        ...(!isNamed && { id: webhook.id }),
        ...(description !== undefined && { description }),
        ...entry,
      }
    }),
  }
}

/** The settings of an entry as they are compared: without defaults, with its event types in one spelling. */
export function settingsOf({ id: _, resource, actions, events, ...entry }: Entry): Entry {
  return withoutDefaults({ ...entry, events: eventsOf({ resource, actions, events }) })
}

function eventsOf({ resource, actions, events }: Entry): string[] {
  const patterns = Array.isArray(events)
    ? events.map(String)
    : [actions].flat().map((action) => `${String(resource)}.${String(action)}`)
  const known = patterns.map((one) => one.toLowerCase().replace(/\.deleted$/, '.removed'))
  return [...new Set(known)].toSorted()
}

/** What an absent field means. */
const defaults: Readonly<Record<string, unknown>> = {
  description: '',
  enabled: true,
  payload: 'FULL',
  ordering: 'NONE',
  authentication: { type: 'NONE' },
  headers: [],
  notify: [],
  acceptedStatuses: [],
  finalStatuses: [],
  signatures: ['v1'],
}

function withoutDefaults(entry: Entry): Entry {
  const set = Object.entries(entry).filter(
    ([name, value]) => value !== null && value !== undefined && !isEqual(value, defaults[name]),
  )
  return Object.fromEntries(set)
}

/** The fields of an authentication that the API takes: none that says that a secret is stored, and no keys. */
function withoutSecrets(authentication: object): object {
  const shown = Object.entries(authentication).filter(([name]) => !/^has[A-Z]|lientKey$/.test(name))
  return Object.fromEntries(shown)
}

/** The external id is the marketplace's, and cannot be given. */
function withoutExternalId({ externalId: _, ...given }: { externalId: string }): object {
  return given
}

/** Whether two parsed values are the same JSON, whatever the order of their members. */
export function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]))
}
