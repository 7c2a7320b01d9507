import type { Log } from '../core/needs.ts'

/** Writes each line as one JSON object; AWS Lambda and people's tools both read that. */
export const consoleLog: Log = (line) => {
  console.log(JSON.stringify({ time: new Date().toISOString(), level: 'info', ...line }))
}
