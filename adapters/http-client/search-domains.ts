import { textOf } from './hosts-file.ts'

/** `search` and `ndots` of resolv.conf(5). */
type SearchRules = { domains: readonly string[]; ndots: number }

/** Windows has no such file; there, names have to be complete. */
export const resolvConfPath = '/etc/resolv.conf'

/**
 * The names to ask for in turn, as resolv.conf says: one with fewer dots than `ndots` is completed
 * by the search domains first, any other is asked for as it is first.
 */
export async function namesToAsk(name: string, path: string): Promise<string[]> {
  const { domains, ndots } = parsed(await textOf(path))
  const completed = domains.map((domain) => `${name}.${domain}`)
  return name.split('.').length - 1 < ndots ? [...completed, name] : [name, ...completed]
}

/** The last `search` or `domain` line counts. */
function parsed(text: string): SearchRules {
  let domains: string[] = []
  let ndots = 1
  for (const line of text.split('\n')) {
    const [keyword, ...words] = line.trim().split(/\s+/)
    if (keyword === 'search' || keyword === 'domain') {
      domains = words.map((domain) => domain.replace(/\.$/, '')).filter((domain) => domain !== '')
    }
    if (keyword !== 'options') continue
    for (const word of words) ndots = Number(/^ndots:(\d+)$/.exec(word)?.[1] ?? ndots)
  }
  return { domains, ndots }
}
