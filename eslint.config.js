import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

import { noOddIdioms } from './.eslint/no-odd-idioms.js'

/** Folders and files whose comments and messages are checked; add more here. */
const plainEnglish = [
  'adapters/**/*.ts',
  'bench/**/*.ts',
  'bin/**/*.ts',
  'client/**/*.ts',
  'core/**/*.ts',
  'lambdas/**/*.ts',
  'lib/**/*.ts',
  'test/**/*.{ts,tsx}',
  'web/**/*.{ts,tsx}',
]

export default tseslint.config(
  {
    ignores: [
      'test/support/page',
      'cdk.out',
      'reports',
      'node_modules',
      '.work',
      '.venv',
      '.postrider',
      'web/dist',
      'dist',
      'client/schema.ts', // generated
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `import { z }` bundles 443 KB into every function, `import * as z` 82 KB.
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[source.value="zod"] > ImportSpecifier',
          message: "Use `import * as z from 'zod'`.",
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 150, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'max-depth': ['error', 3],
      complexity: ['error', 10],
    },
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      // `onClick={() => setOpen(true)}` says what happens; nobody reads what it answers.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: plainEnglish,
    ignores: ['test/eslint/no-odd-idioms.test.ts'],
    plugins: { postrider: { rules: { 'no-odd-idioms': noOddIdioms } } },
    rules: { 'postrider/no-odd-idioms': 'error' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'max-params': 'off',
      complexity: 'off',
    },
  },
)
