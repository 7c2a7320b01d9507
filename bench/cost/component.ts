/** A component of the bill: what an event takes of it, and the dollars for a million events. */
export type Component = { name: string; perEvent: string; dollars: number }

export const million = 1e6
const gigabyte = 1e9

/** Of a million events, from the bytes of one. */
export function gigabytes(bytes: number): number {
  return (bytes * million) / gigabyte
}

export function amount(number: number, unit: string): string {
  return `${Number(number.toFixed(1))} ${unit}`
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`
}
