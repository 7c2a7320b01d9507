import { rememberedStore } from '../shared/remembered.ts'
import { store, useStore } from '../shared/store.ts'

/** As wide as the layout shows the navigation beside the content; below, it covers it. */
const wideQuery = matchMedia('(min-width: 689px)')
const isWide = store(wideQuery.matches)
wideQuery.addEventListener('change', ({ matches }) => isWide.set(matches))

/** Beside the content it is as it was left; over it, it is closed at first. */
const besideContent = rememberedStore(
  'navigation-open',
  true,
  (value): value is boolean => typeof value === 'boolean',
)
const overContent = store(false)

export function useNavigationOpen() {
  const wide = useStore(isWide)
  const open = useStore(wide ? besideContent : overContent)
  // The layout closes it when the window gets narrow, which nobody means for a wide one.
  const set = (next: boolean) => (wideQuery.matches ? besideContent : overContent).set(next)
  return { open, set }
}
