import { createContext, use } from 'react'

import { en, type Text } from './en.ts'

export type { Text } from './en.ts'

const TextContext = createContext<Text>(en)

/** What the page says, in the reader's language. */
export function useText(): Text {
  return use(TextContext)
}

/** How dates and numbers are written: as the reader does it, if that goes with the texts. */
export const locale = navigator.languages.find((tag) => tag.startsWith('en')) ?? 'en-GB'
