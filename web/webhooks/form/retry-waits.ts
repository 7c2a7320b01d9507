const secondsOf: Readonly<Record<string, number>> = {
  '': 1,
  s: 1,
  m: 60,
  min: 60,
  h: 3600,
  d: 86_400,
}

/** Waits as people write them, such as `30 s, 5 min, 1 h`; undefined when they are none. */
export function readWaits(text: string): number[] | undefined {
  if (text.trim() === '') return []

  const waits = text.split(/[,;]/).map(readWait)
  return waits.every((wait) => wait !== undefined) ? waits : undefined
}

function readWait(text: string): number | undefined {
  const [, count = '', unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? []
  const seconds = Number(count) * (secondsOf[unit.toLowerCase()] ?? NaN)
  return count !== '' && Number.isInteger(seconds) ? seconds : undefined
}
