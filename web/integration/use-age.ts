import { useNow } from '../shared/clock.ts'
import { formatCountdown } from '../shared/format.ts'

const dayMs = 86_400_000

/** How long ago it began, such as `3 min 20 s`; days once it is more than two. */
export function useAge(since: string): string {
  const now = useNow()
  const ms = Math.max(0, now - Date.parse(since))
  const days = Math.floor(ms / dayMs)
  return days >= 2 ? `${days} days` : formatCountdown(Math.floor(ms / 1000))
}
