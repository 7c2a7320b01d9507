import { store, useStore } from '../common/store.ts'
import { persistentStore } from '../shared/persistent-store.ts'
import { isNarrow, isTight } from '../shared/width.ts'

/** Next to the content: the stored choice; by default open if there is room. */
const besideContent = persistentStore<boolean | null>(
  'navigation-open',
  null,
  (value): value is boolean | null => value === null || typeof value === 'boolean',
)

/** Over the content: closed by default, and not stored. */
const overContent = store(false)

export function useNavigationOpen() {
  const isOver = useStore(isNarrow)
  const isOpenOver = useStore(overContent)
  const hasRoom = !useStore(isTight)
  const isOpenBeside = useStore(besideContent) ?? hasRoom
  // The layout closes it on narrow windows, which must not change the stored choice.
  const set = (next: boolean) => {
    if (isNarrow.get()) overContent.set(next)
    else besideContent.set(next)
  }
  return { open: isOver ? isOpenOver : isOpenBeside, set }
}
