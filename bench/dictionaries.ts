import { type ResourceType, resourceTypes } from '../core/events/catalogue.ts'
import { sampleOf } from '../core/events/samples.ts'
import { documentedFields, rowText } from './dictionary-sources.ts'

/**
 * Prints dictionaries for adapters/stores/dictionaries.ts, as they follow from the sources of today.
 * What is released there never changes: append new ones under the same names.
 */
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-4000-8000-[0-9a-f]{12}/g

function main(): void {
  const texts: Record<string, string> = { DELIVERY: rowText }
  for (const type of resourceTypes) texts[type] = eventText(type)
  for (const [name, text] of Object.entries(texts)) {
    console.log(`  { name: '${name}', text: '${text.replaceAll(/[\\']/g, '\\$&')}' },`)
  }
}

/** What is most common comes last: deflate reaches it with the shortest distances. */
function eventText(type: ResourceType): string {
  const { url, content } = sampleOf(type)
  const resource = { type, uuid: '', url }
  const event = { uuid: '', timestamp: 179, resourceAction: 'CHANGED', resource }
  const facts = { event, acceptedAt: '2027-01-12T01:30:00.000Z', source: '' }
  const sample = [content, facts].map((one) => JSON.stringify(one)).join('')
  const rarely = '"resourceAction":"REMOVED"}"resourceAction":"ADDED","traceparent":"00-"'
  return `${documentedFields[type]}${rarely}${withoutNames(sample)}`
}

function withoutNames(text: string): string {
  return text.replaceAll(uuid, '').replaceAll('marketplace.example.com', '')
}

main()
