/** The moment so many milliseconds after another, as it is written everywhere: ISO 8601, in UTC. */
export function momentAfter(at: Date, ms: number): string {
  return new Date(at.getTime() + ms).toISOString()
}
