import { createContext, use } from 'react'

import { en, type Text } from './en.ts'

export type { Text } from './en.ts'

const TextContext = createContext<Text>(en)

export function useText(): Text {
  return use(TextContext)
}
