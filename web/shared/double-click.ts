/** Clicks that come sooner after another one belong to it, as the second one of a double-click. */
const apartMs = 500

/** Whether a click is one of its own: `count` is how many the browser counted in a row. */
export function isOwnClick(count: number, sinceLastMs: number): boolean {
  return count <= 1 && sinceLastMs >= apartMs
}
