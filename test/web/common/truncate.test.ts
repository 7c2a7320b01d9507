import { expect, it } from '@jest/globals'

import { truncate } from '../../../web/common/truncate.ts'

it('truncate() shortens only text that is too long', () => {
  expect(truncate('abcdef', 5)).toBe('abcde…')
  expect(truncate('abcde', 5)).toBe('abcde')
})
