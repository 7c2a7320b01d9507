import { expect, it } from '@jest/globals'

import { oneAtATime } from '../../../web/shared/one-at-a-time.ts'

/** Something that takes until it is told to be done, at a time that the test sets. */
function something() {
  const clock = { ms: 0 }
  const once = oneAtATime(() => clock.ms)
  const begun: ((succeeded: boolean) => void)[] = []
  const begin = (done: (succeeded: boolean) => void) => {
    begun.push(done)
  }
  return { clock, begun, click: once.bind(undefined, begin) }
}

it('oneAtATime() begins nothing while it runs', () => {
  const { clock, begun, click } = something()

  click()
  clock.ms = 10_000
  click()

  expect(begun).toHaveLength(1)
})

it('oneAtATime() takes a double-click for one click, however soon it is done', () => {
  const { clock, begun, click } = something()

  click()
  begun[0]?.(true)
  clock.ms = 300
  click()
  expect(begun).toHaveLength(1)

  clock.ms = 600
  click()
  expect(begun).toHaveLength(2)
})

it('oneAtATime() lets what failed be tried again at once', () => {
  const { begun, click } = something()

  click()
  begun[0]?.(false)
  click()

  expect(begun).toHaveLength(2)
})
