import { describe, expect, it } from '@jest/globals'

import {
  indexReadUnits,
  readUnits,
  refusedWriteUnits,
  sizeOf,
  storedBytes,
  writeUnits,
} from './capacity-units.ts'

const shape = { indexes: { byOwner: { partition: 'owner', sort: 'at' } } }
const key = { pk: 'p', sk: 's' } // six bytes
const listed = { ...key, owner: 'me', at: '1' } // with 7 bytes for the owner and 3 for the time

describe('sizeOf()', () => {
  it.each<[string, unknown, number]>([
    ['a text in UTF-8', 'é🚚', 6],
    ['a number of one digit', 7, 2],
    ['a number of three digits', 123, 3],
    ['a number without its trailing zeros', 120_000, 2],
    ['a number whose pairs of digits are counted from the point', 180.4, 4],
    ['a fraction', 0.25, 2],
    ['a negative number', -12, 3],
    ['true', true, 1],
    ['null', null, 1],
    ['bytes', new Uint8Array(5), 5],
    ['an empty list', [], 3],
    ['a list', ['a', 'bc'], 3 + 2 + 3],
    ['a map', { a: 'b' }, 3 + 1 + 2],
    ['a map with an undefined attribute', { a: 'b', c: undefined }, 3 + 1 + 2],
  ])('counts the name and %s', (_, value, size) => {
    expect(sizeOf({ name: value })).toBe(4 + size)
  })

  it('does not count an undefined attribute', () => {
    expect(sizeOf({ name: undefined })).toBe(0)
  })
})

describe('writeUnits()', () => {
  it.each([
    [1024, 1],
    [1025, 2],
    [2049, 3],
  ])('counts %i bytes as %i', (bytes, units) => {
    const item = { ...key, x: 'x'.repeat(bytes - 7) }

    expect(writeUnits({ before: undefined, after: item }, shape).writes).toBe(units)
    expect(writeUnits({ before: item, after: key }, shape).writes).toBe(units)
    expect(writeUnits({ before: item, after: undefined }, shape).writes).toBe(units)
    expect(refusedWriteUnits(item)).toBe(units)
  })

  it('counts one when there was nothing to remove, or to compare with', () => {
    expect(writeUnits({ before: undefined, after: undefined }, shape).writes).toBe(1)
    expect(refusedWriteUnits(undefined)).toBe(1)
  })

  it.each([
    ['an entry that comes', key, listed, 1],
    ['an entry that goes', listed, key, 1],
    ['an entry whose key changes', listed, { ...listed, at: '2' }, 2],
    ['an entry that stays', listed, { ...listed, other: 'attribute' }, 0],
  ])('counts %s in the index', (_, before, after, units) => {
    const { writes, indexWrites } = writeUnits({ before, after }, shape)

    expect(writes).toBe(1 + units)
    expect(indexWrites['byOwner'] ?? 0).toBe(units)
  })
})

describe('readUnits()', () => {
  const item = { ...key, x: 'x'.repeat(3000) }

  it('counts 4 KB as one, of all items together, and nothing as one', () => {
    expect(readUnits([])).toBe(1)
    expect(readUnits([item])).toBe(1)
    expect(readUnits([item, item, item])).toBe(3)
  })

  it('counts half of that for the entries of an index', () => {
    expect(indexReadUnits([], 'byOwner', shape)).toBe(0.5)
    expect(
      indexReadUnits(
        Array.from({ length: 257 }, () => listed),
        'byOwner',
        shape,
      ),
    ).toBe(1)
  })
})

describe('storedBytes()', () => {
  it('adds 100 bytes to the item, and to each of its entries', () => {
    expect(storedBytes(key, shape)).toBe(6 + 100)
    expect(storedBytes({ ...listed, x: 'x' }, shape)).toBe(18 + 100 + 16 + 100)
  })
})
