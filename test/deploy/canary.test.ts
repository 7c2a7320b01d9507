import { readFile } from 'node:fs/promises'

import { expect, it } from '@jest/globals'

import { apiUrl, invoke, variable } from './account.ts'
import { soon } from './trial.ts'

const url = `${apiUrl()}/canary`

/** The lines that deliver logged of canaries. */
async function attempts(): Promise<string[]> {
  const log = await readFile(variable('POSTRIDER_LOG'), 'utf8')
  const isOurs = (line: string) => line.includes('"marketplace":"postrider-canary"')
  return log.split('\n').filter((line) => isOurs(line) && line.includes('"message":"attempt"'))
}

/**
 * The function is invoked as the schedule does, with the address that the emulator gives the API.
 * The emulator shows no log of functions that an API invokes: their status says it, as the receiver
 * responds 204 to what the webhook signed, and 401 to all else.
 */
it('a canary passes through the deployed router and arrives at its receiver', async () => {
  await invoke('Postrider-Canary', { url })

  const [line] = await soon(async () => {
    const lines = await attempts()
    expect(lines).not.toEqual([])
    return lines
  })

  expect(line).toContain('"outcome":"delivered","status":204')
})

it('the receiver of canaries rejects a request without a signature', async () => {
  const response = await fetch(url, { method: 'POST', body: '{}' })

  expect(response.status).toBe(401)
})
