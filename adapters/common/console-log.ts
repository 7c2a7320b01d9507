import type { Log } from '../../core/ports.ts'

/**
 * Writes each line as one JSON object. Not by `console.log`: AWS Lambda would wrap that in JSON of
 * its own, the line as a string in it.
 */
export const consoleLog: Log = (line) => {
  const timestamp = new Date().toISOString()
  process.stdout.write(`${JSON.stringify({ timestamp, level: 'INFO', ...line })}\n`)
}
