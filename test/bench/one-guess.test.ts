import { describe, expect, it } from '@jest/globals'

import { missedGuesses } from '../../bench/one-guess.ts'

/** Words that name many things here, such as "token" and "settings". */
const maxMissed = 4

describe('missedGuesses()', () => {
  it('are few: a file finder settles nearly every behaviour in one guess', () => {
    expect(missedGuesses().length).toBeLessThanOrEqual(maxMissed)
  })
})
