import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import * as z from 'zod'

import type { ApiResponse } from '../../../core/api/operation.ts'
import { type PageRequest, parsePageQuery } from '../../../core/api/pagination.ts'
import { bodyOf } from '../../support/management-world.ts'

/** The page request; an error response fails the test. */
function pageOf<Filter>(read: PageRequest<Filter> | ApiResponse): PageRequest<Filter> {
  if ('status' in read) throw new Error(JSON.stringify(read.body))
  return read
}

function cursorFor(position: string): string {
  return String(bodyOf(pageOf(parsePageQuery('things', {})).answer([], position))['cursor'])
}

describe('parsePageQuery()', () => {
  it('returns the first 50 items by default', () => {
    const page = pageOf(parsePageQuery('things', {}))

    expect(page).toMatchObject({ filter: {}, limit: 50, from: undefined })
  })

  it.each([
    ['1', 1],
    ['100', 100],
    ['007', 7],
  ])('accepts the limit %j', (limit, expected) => {
    expect(pageOf(parsePageQuery('things', { limit })).limit).toBe(expected)
  })

  it.each(['', '0', '000', '101', '999', '1000', '-1', '1.5', '1e1', ' 5', 'ten', '٥'])(
    'rejects the limit %j, and names the parameter',
    (limit) => {
      expect(parsePageQuery('things', { limit })).toMatchObject({
        status: 400,
        body: {
          errors: [{ path: 'limit' }],
          detail: expect.stringContaining('the query: limit: '),
        },
      })
    },
  )

  it.each(['page', 'Limit', 'constructor', '__proto__', ''])(
    'rejects the unknown parameter %j',
    (name) => {
      const query = JSON.parse(`{${JSON.stringify(name)}:"1"}`) as Record<string, string>

      expect(parsePageQuery('things', query)).toMatchObject({
        status: 400,
        body: { errors: [{ path: name, message: 'is not recognized' }] },
      })
    },
  )

  it('reads the filters, and names an invalid one', () => {
    const filters = { status: z.enum(['pending', 'failed']).optional() }

    const good = parsePageQuery('things', { status: 'failed', limit: '5' }, filters)
    const bad = parsePageQuery('things', { status: 'lost' }, filters)

    expect(good).toMatchObject({ filter: { status: 'failed' }, limit: 5 })
    expect(bad).toMatchObject({ status: 400, body: { errors: [{ path: 'status' }] } })
  })

  it('returns a cursor only when there are more items, and accepts it', () => {
    const position = '2026-03-01T12:00:00.000Z#0123456789abcdef0123456789abcdef'

    const response = bodyOf(pageOf(parsePageQuery('things', {})).answer([1, 2], position))
    const last = bodyOf(pageOf(parsePageQuery('things', {})).answer([1, 2], undefined))

    expect(response['items']).toEqual([1, 2])
    expect(pageOf(parsePageQuery('things', { cursor: String(response['cursor']) })).from).toBe(
      position,
    )
    expect(last).toEqual({ items: [1, 2] })
  })

  it('returns no more items than the limit', () => {
    const response = pageOf(parsePageQuery('things', { limit: '2' })).answer([1, 2, 3], 'c')

    expect(response).toMatchObject({ status: 200, body: { items: [1, 2] } })
  })

  it('accepts every cursor that it returned', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_:.#-]{1,120}$/), (position) => {
        expect(pageOf(parsePageQuery('things', { cursor: cursorFor(position) })).from).toBe(
          position,
        )
      }),
    )
  })

  it.each([
    ['empty', ''],
    ['not base64url', 'a b'],
    ['padded', Buffer.from('webhook-1').toString('base64') + '='],
    ['one character too many', `${cursorFor('webhook-1')}A`],
    ['not UTF-8', Buffer.from([0xff, 0xfe]).toString('base64url')],
    ['a position with a space', Buffer.from('a b').toString('base64url')],
    ['a position with a slash', Buffer.from('../x').toString('base64url')],
    ['a position with a NUL', Buffer.from('a\0').toString('base64url')],
    ['a position with a line feed', Buffer.from('a\n').toString('base64url')],
    ['JSON', Buffer.from('{"pk":"other"}').toString('base64url')],
    ['too long', cursorFor('a'.repeat(400))],
  ])('rejects a forged cursor: %s', (_, cursor) => {
    expect(parsePageQuery('things', { cursor })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'cursor' }] },
    })
  })

  it.each<[string, () => PageRequest<unknown> | ApiResponse]>([
    ['of another list', () => parsePageQuery('others', { cursor: cursorFor('1') })],
    [
      'of the list with other filters',
      () =>
        parsePageQuery(
          'things',
          { cursor: cursorFor('1'), status: 'failed' },
          { status: z.string().optional() },
        ),
    ],
  ])('rejects a cursor %s', (_, read) => {
    expect(read()).toMatchObject({ status: 400, body: { errors: [{ path: 'cursor' }] } })
  })
})
