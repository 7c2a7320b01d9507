import { describe, expect, it } from '@jest/globals'

import { slowedAttempts } from '../../../adapters/sign-in/slowed-attempts.ts'

function aWorld() {
  const waits: number[] = []
  let now = 0
  const attempt = slowedAttempts({
    now: () => new Date(now),
    wait: (ms) => {
      waits.push(ms)
      return Promise.resolve()
    },
  })
  const right = (address: string) => attempt(address, () => Promise.resolve(true))
  const wrong = (address: string) => attempt(address, () => Promise.resolve(false))
  const pass = (ms: number) => {
    now += ms
  }
  return { attempt, right, wrong, pass, waits }
}

describe('slowedAttempts()', () => {
  it('doubles the wait of an address with each failure after the third, up to eight seconds', async () => {
    const { wrong, waits } = aWorld()

    for (let count = 0; count < 10; count += 1) await wrong('192.0.2.1')

    expect(waits).toEqual([0, 0, 0, 500, 1000, 2000, 4000, 8000, 8000, 8000])
  })

  it('accepts the right password after any number of failures, and forgets them', async () => {
    const { right, wrong, waits } = aWorld()
    for (let count = 0; count < 100; count += 1) await wrong('192.0.2.1')

    expect(await right('192.0.2.1')).toBe('right')

    expect(await wrong('192.0.2.1')).toBe('wrong')
    expect(waits.at(-1)).toBe(0)
  })

  it('does not slow down another address', async () => {
    const { right, wrong, waits } = aWorld()
    for (let count = 0; count < 10; count += 1) await wrong('192.0.2.1')

    expect(await right('192.0.2.2')).toBe('right')
    expect(waits.at(-1)).toBe(0)
  })

  it('forgets failures after fifteen minutes', async () => {
    const { wrong, pass, waits } = aWorld()
    for (let count = 0; count < 10; count += 1) await wrong('192.0.2.1')

    pass(15 * 60_000)
    await wrong('192.0.2.1')

    expect(waits.at(-1)).toBe(0)
  })

  it('checks one password at a time, and no more than five of an address wait', async () => {
    const { attempt } = aWorld()
    let running = 0
    let most = 0
    const check = async () => {
      running += 1
      most = Math.max(most, running)
      await Promise.resolve()
      running -= 1
      return false
    }

    const answers = await Promise.all([
      ...Array.from({ length: 7 }, () => attempt('192.0.2.1', check)),
      attempt('192.0.2.2', check),
    ])

    expect(answers).toEqual([...Array<string>(5).fill('wrong'), 'too many', 'too many', 'wrong'])
    expect(most).toBe(1)
  })

  it('goes on after a check that failed', async () => {
    const { attempt, right } = aWorld()

    await expect(attempt('a', () => Promise.reject(new Error('the disk')))).rejects.toThrow()

    expect(await right('a')).toBe('right')
  })
})
