import { rememberedStore } from '../shared/remembered.ts'
import { store, useStore } from '../shared/store.ts'
import { isNarrow, useIsNarrow } from '../shared/width.ts'

/** Beside the content it is as it was left; over it, it is closed at first. */
const besideContent = rememberedStore(
  'navigation-open',
  true,
  (value): value is boolean => typeof value === 'boolean',
)
const overContent = store(false)

export function useNavigationOpen() {
  const open = useStore(useIsNarrow() ? overContent : besideContent)
  // The layout closes it when the window gets narrow, which nobody means for a wide one.
  const set = (next: boolean) => (isNarrow.get() ? overContent : besideContent).set(next)
  return { open, set }
}
