import { useSyncExternalStore } from 'react'

/** Cloudscape's own border between phones and all else. */
const narrow = matchMedia('(max-width: 688px)')

/** Whether there is room for one column alone. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(watch, () => narrow.matches)
}

function watch(onChange: () => void): () => void {
  narrow.addEventListener('change', onChange)
  return () => narrow.removeEventListener('change', onChange)
}
