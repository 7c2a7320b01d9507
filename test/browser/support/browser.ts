import { type Browser, chromium } from 'playwright-core'

/** Debian's Chromium, with its own network traffic switched off. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM']
  if (!executablePath) throw new Error('Cannot start a browser: run npm run test:browser')
  return chromium.launch({ executablePath, args: flags })
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
