import { store } from './store.ts'

/** As wide as the layout shows the navigation beside the content; below, it covers it. */
const query = matchMedia('(min-width: 689px)')

export const isWide = store(query.matches)
query.addEventListener('change', ({ matches }) => isWide.set(matches))
