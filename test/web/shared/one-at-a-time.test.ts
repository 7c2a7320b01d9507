import { expect, it } from '@jest/globals'

import { oneAtATime } from '../../../web/shared/one-at-a-time.ts'

/** A task that runs until the test ends it, with a clock that the test sets. */
function aTask() {
  const clock = { ms: 0 }
  const once = oneAtATime(() => clock.ms)
  const started: ((succeeded: boolean) => void)[] = []
  const action = (done: (succeeded: boolean) => void) => {
    started.push(done)
  }
  return { clock, started, click: once.bind(undefined, action) }
}

it('oneAtATime() ignores an action while another one runs', () => {
  const { clock, started, click } = aTask()

  click()
  clock.ms = 10_000
  click()

  expect(started).toHaveLength(1)
})

it('oneAtATime() counts a double-click as one click, even if the action is done by then', () => {
  const { clock, started, click } = aTask()

  click()
  started[0]?.(true)
  clock.ms = 300
  click()
  expect(started).toHaveLength(1)

  clock.ms = 600
  click()
  expect(started).toHaveLength(2)
})

it('oneAtATime() allows an immediate retry after a failure', () => {
  const { started, click } = aTask()

  click()
  started[0]?.(false)
  click()

  expect(started).toHaveLength(2)
})
