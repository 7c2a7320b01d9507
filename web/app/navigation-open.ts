import { rememberedStore } from '../shared/persistent-store.ts'
import { store, useStore } from '../common/store.ts'
import { isNarrow, isTight } from '../shared/width.ts'

/** Beside the content it is as it was left, and before, open where there is room for both. */
const besideContent = rememberedStore<boolean | null>(
  'navigation-open',
  null,
  (value): value is boolean | null => value === null || typeof value === 'boolean',
)

/** Over the content it is closed at first. */
const overContent = store(false)

export function useNavigationOpen() {
  const isOver = useStore(isNarrow)
  const isOpenOver = useStore(overContent)
  const hasRoom = !useStore(isTight)
  const isOpenBeside = useStore(besideContent) ?? hasRoom
  // The layout closes it when the window gets narrow, which nobody means for a wide one.
  const set = (next: boolean) => {
    if (isNarrow.get()) overContent.set(next)
    else besideContent.set(next)
  }
  return { open: isOver ? isOpenOver : isOpenBeside, set }
}
