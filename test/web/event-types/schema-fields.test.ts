import { describe, expect, it } from '@jest/globals'

import { fieldsOf } from '../../../web/event-types/schema-fields.ts'

describe('fieldsOf()', () => {
  it('lists nested fields by their path, with their type', () => {
    const line = { type: ['object', 'null'], properties: { price: { type: ['number', 'null'] } } }
    const fields = fieldsOf({
      properties: {
        action: { const: 'ADDED' },
        lines: { type: ['array', 'null'], items: line },
        any: {},
      },
      required: ['action'],
    })

    expect(fields).toEqual([
      { path: 'action', type: '"ADDED"', isRequired: true },
      { path: 'lines', type: 'array or null', isRequired: false },
      { path: 'lines[].price', type: 'number or null', isRequired: false },
      { path: 'any', type: '', isRequired: false },
    ])
  })
})
