import { readFile } from 'node:fs/promises'

import { expect, it } from '@jest/globals'

import { apiUrl, invoke, variable } from './account.ts'
import { soon } from './trial.ts'

/** The lines of the functions' logs that have this message. */
async function logged(message: string): Promise<string[]> {
  const log = await readFile(variable('POSTRIDER_LOG'), 'utf8')
  return log.split('\n').filter((line) => line.includes(`"message":"${message}"`))
}

/**
 * The function is invoked as the schedule does, with the address that the emulator gives the API.
 * The canary passes the bus, fan-out and deliver, and comes back by the API.
 */
it('a canary passes through the deployed router and arrives at its receiver', async () => {
  await invoke('Postrider-Canary', { url: `${apiUrl()}/canary` })

  const [line = ''] = await soon(async () => {
    const lines = await logged('canary arrived')
    expect(lines).not.toEqual([])
    return lines
  })

  expect(line).toMatch(/"canaries":1,"canaryMs":\d+/)
})
