import { RuleTester } from 'eslint'

import { noOddIdioms } from '../../.eslint/no-odd-idioms.js'

const odd = (found: string, better: RegExp | string = /./) => {
  const text = typeof better === 'string' ? better : better.source
  return { message: new RegExp(`^Reword '${found}', for example: .*${text}`) }
}

new RuleTester().run('no-odd-idioms', noOddIdioms, {
  valid: [
    '// At most this many deliveries are in flight, not counting first attempts.',
    '// Leases from before this process started are void.',
    '/** The audit log: who did what, and when. */',
    "log('Cannot publish: the bus is so busy that it rejects events')",
    "import { noone } from './whoever.ts'",
    'const whoever = anew(/nobody/)',
    'process.env.KEPT_ANSWERS',
    "const key = 'lent#2026'",
  ],
  invalid: [
    { code: '// Whoever leased it is gone.', errors: [odd('Whoever', 'the process')] },
    { code: '/** Who asks too much waits. */', errors: [odd('Who asks', 'the caller')] },
    {
      code: '/**\n * Fast: so\n * many at a time.\n */',
      errors: [{ ...odd('so many', 'at most'), line: 2, column: 10, endLine: 3, endColumn: 8 }],
    },
    { code: "throw new Error('Cannot see: in vain')", errors: [odd('in vain')] },
    { code: 'log(`${url} was told ${fact} anew`)', errors: [odd('told'), odd('anew', 'again')] },
    { code: "it('fares well', run)", errors: [odd('fares', 'health')] },
    {
      code: '<p>Nobody knows</p>',
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
      errors: [odd('Nobody')],
    },
  ],
})
