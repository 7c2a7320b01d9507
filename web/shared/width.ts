import { type Store, store, useStore } from '../common/store.ts'

/** Cloudscape's breakpoint: below, the navigation covers the content. */
export const isNarrow = matching('(max-width: 688px)')

/** Whether the navigation next to the content leaves little room. */
export const isTight = matching('(max-width: 1024px)')

/** The content needs this width for more than one column. */
const minWidePx = 620

/** Depends on the navigation, too. */
const isContentNarrow = store(isNarrow.get())

export function setContentWidth(widthPx: number): void {
  isContentNarrow.set(isNarrow.get() || widthPx < minWidePx)
}

/** Whether there is room for only one column. */
export function useIsNarrow(): boolean {
  return useStore(isContentNarrow)
}

function matching(query: string): Store<boolean> {
  const media = matchMedia(query)
  const matches = store(media.matches)
  media.addEventListener('change', () => matches.set(media.matches))
  return matches
}
