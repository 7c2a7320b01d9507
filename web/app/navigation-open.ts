import { rememberedStore } from '../shared/remembered.ts'

/** On a narrow screen it covers everything, so there it begins closed. */
const isWide = matchMedia('(min-width: 689px)').matches

export const isNavigationOpen = rememberedStore(
  'navigation-open',
  isWide,
  (value): value is boolean => isWide && typeof value === 'boolean',
)
