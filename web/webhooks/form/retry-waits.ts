const secondsOf: Readonly<Record<string, number>> = {
  '': 1,
  s: 1,
  m: 60,
  min: 60,
  h: 3600,
  d: 86_400,
}

/** Parses `30 s, 5 min, 1 h`; undefined if invalid. */
export function parseRetryWaits(text: string): number[] | undefined {
  if (text.trim() === '') return []

  const waits = text.split(/[,;]/).map(parseWait)
  return waits.every((wait) => wait !== undefined) ? waits : undefined
}

function parseWait(text: string): number | undefined {
  const [, count = '', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? []
  const seconds = Number(count) * (secondsOf[unit.toLowerCase()] ?? NaN)
  return count !== '' && Number.isInteger(seconds) ? seconds : undefined
}
