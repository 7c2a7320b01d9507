/** A click that follows sooner belongs to a double-click. */
const doubleClickMs = 500

/** Whether a click is not part of a double-click; `count` is the browser's click count. */
export function isSeparateClick(count: number, sinceLastMs: number): boolean {
  return count <= 1 && sinceLastMs >= doubleClickMs
}
