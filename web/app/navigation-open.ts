import { rememberedStore } from '../shared/remembered.ts'
import { store, useStore } from '../shared/store.ts'
import { isWide } from '../shared/wide.ts'

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
  const set = (next: boolean) => (isWide.get() ? besideContent : overContent).set(next)
  return { open, set }
}
