/** The time this many milliseconds later, as ISO 8601 in UTC. */
export function addMs(at: Date, ms: number): string {
  return new Date(at.getTime() + ms).toISOString()
}
