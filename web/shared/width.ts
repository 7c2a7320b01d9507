import { type Store, store, useStore } from '../common/store.ts'

/** Cloudscape's own border between phones and all else: below, the navigation covers the content. */
export const isNarrow = matching('(max-width: 688px)')

/** Whether the navigation beside the content would leave it little room. */
export const isTight = matching('(max-width: 1024px)')

/** So wide the content has to be for more than one column. */
const leastPx = 620

/** Whether the content has no such room, with the navigation as it is now. */
const isContentNarrow = store(isNarrow.get())

/** Tells how wide the content is. */
export function measured(widthPx: number): void {
  isContentNarrow.set(isNarrow.get() || widthPx < leastPx)
}

/** Whether there is room for one column alone. */
export function useIsNarrow(): boolean {
  return useStore(isContentNarrow)
}

function matching(query: string): Store<boolean> {
  const media = matchMedia(query)
  const matches = store(media.matches)
  media.addEventListener('change', () => matches.set(media.matches))
  return matches
}
