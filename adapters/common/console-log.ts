import type { Log } from '../../core/ports.ts'

/**
 * Writes each line as one JSON object. AWS Lambda would wrap the output of `console.log` in JSON of
 * its own, with our line as a string in it.
 */
export const consoleLog: Log = (line) => {
  const timestamp = new Date().toISOString()
  process.stdout.write(`${JSON.stringify({ timestamp, level: 'INFO', ...line })}\n`)
}
