import { expect, it } from '@jest/globals'

import { variablesIn, withoutValues, withVariables } from '../../../client/as-code/variables.ts'

const file = { url: 'https://${HOST}/x', list: ['${TOKEN}', '$${TOKEN}', '$map($, 1)'], n: 1 }

it('variablesIn() lists each variable once, without escaped ones', () => {
  expect(variablesIn([file, file])).toEqual(['HOST', 'TOKEN'])
})

it('withVariables() replaces those that have a value, anywhere', () => {
  expect(withVariables(file, { HOST: 'a.example' })).toEqual({
    ...file,
    url: 'https://a.example/x',
    list: ['${TOKEN}', '${TOKEN}', '$map($, 1)'],
  })
})

it('withoutValues() shows the names instead, also of values with quotes', () => {
  const text = JSON.stringify({ a: 'x"y' })

  expect(withoutValues(text, { KEY: 'x"y', EMPTY: '' })).toBe('{"a":"${KEY}"}')
})
