import { idioms } from './idioms.js'

const patterns = idioms.map(([pattern, better]) => {
  const spaced = pattern.replaceAll(' ', '\\s+')
  return { regex: new RegExp(`(?<![\\w-])(?:${spaced})(?![\\w-])`, 'gi'), better }
})

/**
 * Reports the wordings of `idioms.js` in comments, strings, templates and the text of JSX.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const noOddIdioms = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { odd: "Reword '{{found}}', for example: {{better}}" },
  },
  create({ sourceCode, report }) {
    /** `start` is where `text` begins in the file. */
    const check = (text, start) => {
      for (const { regex, better } of patterns) {
        for (const { 0: found, index } of text.matchAll(regex)) {
          const [from, to] = [start + index, start + index + found.length]
          const loc = {
            start: sourceCode.getLocFromIndex(from),
            end: sourceCode.getLocFromIndex(to),
          }
          report({ loc, messageId: 'odd', data: { found: found.replace(/\s+/g, ' '), better } })
        }
      }
    }
    const checkSource = (node) => {
      check(sourceCode.getText(node), node.range[0])
    }
    return {
      Program: () => {
        for (const comment of sourceCode.getAllComments()) {
          // Same length, so that positions stay right.
          check(
            comment.value.replace(/^[ \t]*\*/gm, (star) => ' '.repeat(star.length)),
            comment.range[0] + 2,
          )
        }
      },
      'Literal:not(ImportDeclaration > Literal)': (node) => {
        if (typeof node.value === 'string') checkSource(node)
      },
      TemplateElement: checkSource,
      JSXText: checkSource,
    }
  },
}
