import type { Log } from '../../core/ports.ts'

/**
 * Writes each line as one JSON object. AWS Lambda would wrap the output of `console.log` in JSON of
 * its own, with our line as a string in it.
 */
export const consoleLog: Log = (line) => {
  process.stdout.write(`${lineText(line)}\n`)
}

/** The same, with the lines of one turn of the event loop in one write. */
export function batchedLog(): Log {
  let lines: string[] = []
  const write = () => {
    if (lines.length === 0) return
    process.stdout.write(`${lines.join('\n')}\n`)
    lines = []
  }
  process.once('exit', write)
  return (line) => {
    if (lines.length === 0) setImmediate(write)
    lines.push(lineText(line))
  }
}

/** The text of a line, with its time. */
export function lineText(line: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ timestamp: new Date().toISOString(), level: 'INFO', ...line })
}
