/** The byte order mark that Excel needs for UTF-8. */
export const byteOrderMark = '\uFEFF'

/** A line of a CSV file (RFC 4180). */
export function csvLine(values: readonly (string | number | undefined)[]): string {
  return `${values.map((value = '') => cell(String(value))).join(',')}\r\n`
}

/** Spreadsheets run texts that begin like a formula: an apostrophe makes them text. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
