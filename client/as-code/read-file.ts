import type { Entry, WebhooksFile } from './entry.ts'
import { InvalidFile } from './plan.ts'

/** The file of parsed YAML or JSON: an object with the list `webhooks`. Their settings are the API's to check. */
export function readFile(parsed: unknown): WebhooksFile {
  const { webhooks, ...others } = isObject(parsed) ? parsed : {}
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw new InvalidFile(`${unknown}: the file has only “webhooks”`)
  if (!Array.isArray(webhooks)) throw new InvalidFile('webhooks: must be a list')
  return { webhooks: webhooks.map(entryAt) }
}

function entryAt(value: unknown, index: number): Entry {
  const at = `webhooks[${index}]`
  if (!isObject(value)) throw new InvalidFile(`${at}: must have the fields of a webhook`)
  const { id, description } = value
  if (id !== undefined && typeof id !== 'string') throw new InvalidFile(`${at}.id: must be text`)
  if (description !== undefined && typeof description !== 'string') {
    throw new InvalidFile(`${at}.description: must be text`)
  }
  return value
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
