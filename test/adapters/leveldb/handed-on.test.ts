import { describe, expect, it } from '@jest/globals'

import { type Handed, handedOn } from '../../../adapters/leveldb/handed-on.ts'
import { noon } from '../../support/builders.ts'
import { clockwork } from '../../support/clockwork.ts'

const aMessage = (group = 'a'): Handed => ({ group, message: {}, text: () => '{}' })

function aMemory({ isBusy = true } = {}) {
  const clock = clockwork(noon)
  const memory = handedOn({ isBusy: () => isBusy, now: clock.now, after: clock.after })
  let id = 0
  const fill = async (count: number, group = 'a') => {
    for (let number = 0; number < count; number += 1) {
      if (!(await memory.hasRoom(group))) return number
      memory.add(String((id += 1)), aMessage(group))
    }
    return count
  }
  return { ...memory, clock, fill }
}

describe('handedOn()', () => {
  it('has room for 64 messages of each group', async () => {
    const { fill, clock } = aMemory({ isBusy: false })
    await clock.pass(1000)

    expect([await fill(100, 'a'), await fill(10, 'b')]).toEqual([64, 10])
  })

  it('has no room in a full group whose receiver is waited for, and lets no sender wait', async () => {
    const { fill, hasRoom, clock } = aMemory()
    await fill(64)
    await clock.pass(201)

    expect(await hasRoom('a')).toBe(false)
  })

  it('lets a sender wait for room while the process is busy and the group moves', async () => {
    const { fill, hasRoom, begin } = aMemory()
    await fill(64)
    const verdicts: boolean[] = []
    const waiting = hasRoom('a').then((has) => verdicts.push(has))
    await Promise.resolve()
    const before = [...verdicts]

    begin(aMessage())
    await waiting

    expect([before, verdicts]).toEqual([[], [true]])
  })

  it('lets a sender go when its group stands still meanwhile', async () => {
    const { fill, hasRoom, clock } = aMemory()
    await fill(64)
    const waiting = hasRoom('a')

    await clock.pass(500)

    expect(await waiting).toBe(false)
  })

  it('forgets a message that ended', () => {
    const { add, get, begin, end } = aMemory()
    const message = aMessage()
    add('1', message)
    const before = get('1')

    begin(message)
    end('1', message)

    expect([before, get('1')]).toEqual([message, undefined])
  })
})
