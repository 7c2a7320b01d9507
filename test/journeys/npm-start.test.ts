import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { aFolder } from '../support/process.ts'

let folder = ''
let npm: ChildProcess

beforeEach(async () => {
  folder = await aFolder()
  npm = spawn('npm', ['start', '--ignore-scripts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { ...process.env, POSTRIDER_DATA: folder, POSTRIDER_PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true, // its own process group, so that the test can end all of it
  })
})

afterEach(async () => {
  try {
    process.kill(-(npm.pid ?? NaN), 'SIGKILL')
  } catch {
    // The whole group has ended.
  }
  await rm(folder, { recursive: true, force: true })
})

it('npm start leaves no router running when npm is terminated', async () => {
  const url = await readyUrl()

  npm.kill('SIGTERM')
  await once(npm, 'close') // npm waits for what it started

  await expect(fetch(url)).rejects.toThrow()
})

async function readyUrl(): Promise<string> {
  let stdout = ''
  for await (const chunk of npm.stdout ?? []) {
    stdout += String(chunk)
    const url = /^Ready: (\S+)$/m.exec(stdout)?.[1]
    if (url !== undefined) return url
  }
  throw new Error(`The router did not start: ${stdout}`)
}
