import { describe, expect, it } from '@jest/globals'

import { turnsOf } from '../../../adapters/jsonata/turns.ts'

/** Tasks that end when `end` is called, in the order in which they began. */
function aWorld(size: number) {
  const inTurn = turnsOf(size)
  const began: string[] = []
  const ends = new Map<string, () => void>()
  const add = (owner: string, name: string) =>
    inTurn(owner, async () => {
      began.push(name)
      await new Promise<void>((resolve) => ends.set(name, resolve))
    })
  const end = async (name: string) => {
    ends.get(name)?.()
    await new Promise(setImmediate)
  }
  return { add, began, end, inTurn }
}

describe('turnsOf()', () => {
  it('runs one task of an owner, and lets another owner pass its others', async () => {
    const { add, began, end } = aWorld(2)
    void add('slow', 's1')
    void add('slow', 's2')
    void add('slow', 's3')
    void add('other', 'o1')
    await end('')
    expect(began).toEqual(['s1', 'o1'])

    await end('o1')
    expect(began).toEqual(['s1', 'o1'])
    await end('s1')

    expect(began).toEqual(['s1', 'o1', 's2'])
  })

  it('takes owners in turn', async () => {
    const { add, began, end } = aWorld(1)
    for (const name of ['a1', 'a2', 'a3', 'b1', 'b2']) void add(name.charAt(0), name)

    for (const name of ['', 'a1', 'b1', 'a2', 'b2', 'a3']) await end(name)

    expect(began).toEqual(['a1', 'b1', 'a2', 'b2', 'a3'])
  })

  it('goes on after a task that failed', async () => {
    const { inTurn } = aWorld(1)

    await expect(inTurn('a', () => Promise.reject(new Error('x')))).rejects.toThrow('x')

    expect(await inTurn('a', () => Promise.resolve(1))).toBe(1)
  })
})
