import type { Writable } from 'node:stream'

import type { Log } from '../../core/ports.ts'

/**
 * Writes each line as one JSON object. AWS Lambda would wrap the output of `console.log` in JSON of
 * its own, with our line as a string in it.
 */
export const consoleLog: Log = (line) => {
  process.stdout.write(`${lineText(line)}\n`)
}

/** Lines are written this many milliseconds later, in one write with those that follow. */
const batchMs = 10

/** More than this is not queued for a reader that has stopped reading: further lines are lost. */
const maxQueuedBytes = 8 * 1024 * 1024

/**
 * The same, with the lines of a few milliseconds in one write. A reader that is slow or gone never
 * stops the process: the lines that it cannot take are counted, and the next one that it takes says
 * how many have been lost.
 */
export function batchedLog(output: Writable = process.stdout) {
  let lines: string[] = []
  let lost = 0
  let reported = 0
  const write = () => {
    const count = lines.length
    if (count === 0) return
    if (output.writableLength > maxQueuedBytes) lost += count
    else {
      if (lost > reported) lines.unshift(lineText(lossLine(lost)))
      reported = lost
      output.write(`${lines.join('\n')}\n`, (error) => {
        if (error) lost += count
      })
    }
    lines = []
  }
  output.on('error', () => undefined) // the callback of each write counts its lines
  process.once('exit', write)
  const log: Log = (line) => {
    if (lines.length === 0) setTimeout(write, batchMs)
    lines.push(lineText(line))
  }
  return { log, lostLines: () => lost }
}

function lossLine(lost: number) {
  return { level: 'WARN', message: 'log lines lost', lost }
}

/** The text of a line, with its time. */
export function lineText(line: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ timestamp: new Date().toISOString(), level: 'INFO', ...line })
}
