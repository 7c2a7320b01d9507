import { type ResourceType, resourceTypes } from '../core/events/catalogue.ts'
import { type Event, notificationOf } from '../core/events/event.ts'
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
  const event: Event = {
    marketplace: '',
    uuid: '',
    timestamp: 170,
    resource: { type, uuid: '', url, content: JSON.stringify(content) },
    resourceAction: 'CHANGED',
  }
  const text = notificationOf(event).replaceAll(uuid, '').replaceAll('marketplace.example.com', '')
  const stored = `{"marketplace":"",${text.slice(1)}`
  const envelope =
    '"resourceAction":"REMOVED"}"resourceAction":"ADDED","traceparent":"00-","deliveries":[{"id":"'
  return `${documentedFields[type]}${stored}${envelope}`
}

main()
