import { store, useStore } from './store.ts'

/** Cloudscape's own border between phones and all else: below, the navigation covers the content. */
const query = matchMedia('(max-width: 688px)')

export const isNarrow = store(query.matches)
query.addEventListener('change', ({ matches }) => isNarrow.set(matches))

/** Whether there is room for one column alone. */
export function useIsNarrow(): boolean {
  return useStore(isNarrow)
}
