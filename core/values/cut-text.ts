/** The text up to a number of UTF-16 units, without half of a character at its end. */
export function cutTo(limit: number, text: string): string {
  return text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')
}
