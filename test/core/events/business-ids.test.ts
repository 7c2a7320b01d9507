import { describe, expect, it } from '@jest/globals'

import { businessIdsOf, comparableBusinessId } from '../../../core/events/business-ids.ts'
import type { ResourceType } from '../../../core/events/catalogue.ts'
import { sampleOf } from '../../../core/events/samples.ts'
import { anEvent } from '../../support/builders.ts'

const idsIn = (content: unknown, type: ResourceType = 'SUBSCRIPTION') =>
  businessIdsOf(anEvent({ resource: { type, content: JSON.stringify(content) } }))

describe('businessIdsOf()', () => {
  it.each<[ResourceType, string[]]>([
    ['SUBSCRIPTION', ['4711', '5a3d1e00-0000-4000-8000-000000000002']],
    [
      'APP_ASSIGNMENT',
      ['5a3d1e00-0000-4000-8000-000000000004', '5a3d1e00-0000-4000-8000-000000000002'],
    ],
    ['COMPANY', ['5a3d1e00-0000-4000-8000-000000000002', 'sample company']],
    ['ORDER', ['4711']],
    ['DISCOUNT', ['4711', 'sample']],
    ['INVOICE', ['4711']],
    ['PAYMENT_INSTRUMENT', ['5a3d1e00-0000-4000-8000-000000000002']],
    ['CATALOG_PRODUCT', ['104711']],
    ['LEAD', ['4711', '5a3d1e00-0000-4000-8000-000000000002']],
    ['INTEGRATION', ['sample-account']],
    ['USER', []],
    ['MEMBERSHIP', []],
  ])('of the sample of %s are %j', (type, expected) => {
    const { uuid, content } = sampleOf(type)
    const resource = { type, uuid, content: JSON.stringify(content) }

    expect(businessIdsOf(anEvent({ resource }))).toEqual(expected)
  })

  it.each<[string, unknown, string[]]>([
    ['no content of the fields', { status: 'ACTIVE' }, []],
    ['the id of the resource', { id: 'subscription-1' }, []],
    ['one value twice', { order: { id: 'X1' }, company: { id: 'x1' } }, ['x1']],
    ['a number', { order: { id: 4711 } }, ['4711']],
    ['a number that lost digits', { order: { id: 2 ** 60 } }, []],
    ['null, an object, a list', { id: null, order: { id: {} }, company: { id: ['a'] } }, []],
    ['an empty name', { company: { name: ' ' } }, []],
    ['a name of 128 characters', { company: { name: 'a'.repeat(128) } }, ['a'.repeat(128)]],
    ['a longer name', { company: { name: 'a'.repeat(129) } }, []],
    ['a text, not an object', 'company', []],
    [
      'a name in capitals, with blanks',
      { company: { name: ' GLOBEX \n Corp. ' } },
      ['globex corp.'],
    ],
  ])('takes %s: %j', (_, content, expected) => {
    expect(idsIn(content)).toEqual(expected)
  })

  it('is empty for a removed resource, which has no content', () => {
    const { content: _, ...resource } = anEvent().resource

    expect(businessIdsOf({ resource })).toEqual([])
  })

  it('takes no inherited member', () => {
    const content = '{"company":{"__proto__":{"name":"Globex"}}}'

    expect(businessIdsOf(anEvent({ resource: { content } }))).toEqual([])
  })
})

describe('comparableBusinessId()', () => {
  it.each([
    ['Globex', 'globex'],
    ['  Acme,  Inc. ', 'acme, inc.'],
    ['\uff21cme', 'acme'],
    ['Mu\u0308ller', 'm\u00fcller'],
  ])('of %j is %j', (text, expected) => {
    expect(comparableBusinessId(text)).toBe(expected)
  })
})
