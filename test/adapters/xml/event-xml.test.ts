import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'

import { eventXml } from '../../../adapters/xml/event-xml.ts'
import { parseXml } from '../../../adapters/xml/parse-xml.ts'
import { eventBody } from '../../../core/integration/event-body.ts'
import type { IntegrationEventInput } from '../../../core/integration/event-input.ts'
import { integrationEventTypes } from '../../../core/integration/event-types.ts'
import { anEventSource, anIntegrationEvent } from '../../support/integration-events.ts'

const bodies = new URL('../../core/integration/bodies/', import.meta.url)

/** The XML of an order with this in its payload. */
function xmlWith(payload: Partial<IntegrationEventInput['payload']>): string {
  const event = anIntegrationEvent('SUBSCRIPTION_ORDER')
  const changed = { ...event, payload: { ...event.payload, ...payload } }
  return eventXml(eventBody(changed, anEventSource))
}

describe('eventXml()', () => {
  it.each(integrationEventTypes)('writes %s as vendors get it, element by element', (type) => {
    const file = readFileSync(new URL(`${type}.xml`, bodies), 'utf8')

    const xml = eventXml(eventBody(anIntegrationEvent(type), anEventSource))

    expect(xml).toBe(file.replace(/>\n\s*/g, '>'))
  })

  it.each(['<script>', 'a & b', '&amp;', ']]>', '"quotes" and \'apostrophes\'', 'Zoë 💥 日本'])(
    'writes %s so that it is read back',
    (name) => {
      const read = parseXml(xmlWith({ company: { uuid: 'company-1', name } }))

      expect(read).toMatchObject({ tree: { event: { payload: { company: { name } } } } })
    },
  )

  it('writes false and 0, which are not absent', () => {
    const order = {
      editionCode: 'PRO',
      items: [{ unit: 'USER', quantity: 0 }],
      freeTrial: { active: false },
    }

    expect(xmlWith({ order })).toContain(
      '<order><editionCode>PRO</editionCode><freeTrial><active>false</active></freeTrial>' +
        '<item><unit>USER</unit><quantity>0</quantity></item></order>',
    )
  })

  it('writes the attributes of an order as entries, and no item if there is none', () => {
    const order = { editionCode: 'PRO', items: [], customAttributes: { colour: 'red' } }

    expect(xmlWith({ order })).toContain(
      '<order><editionCode>PRO</editionCode><customAttributes><entry><key>colour</key>' +
        '<value>red</value></entry></customAttributes></order>',
    )
  })

  it('writes an empty configuration as an empty element', () => {
    expect(xmlWith({ configuration: {} })).toContain('<configuration/>')
  })
})
