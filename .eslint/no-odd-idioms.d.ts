import type { Rule } from 'eslint'

export const noOddIdioms: Rule.RuleModule
