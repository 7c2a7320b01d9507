import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'

import type { Browser, Page } from 'playwright-core'

import { startBrowser } from '../test/browser/support/browser.ts'
import { fillSignIn } from '../test/browser/support/visitor.ts'
import { aFolder } from '../test/support/process.ts'
import { bytesOf, countReceived, slowDown } from '../test/browser/support/page-visit.ts'
import { postrider } from './senders/postrider.ts'

/**
 * `npm run bench:page`: what a manager waits for on a slow phone, on the first visit and on the next
 * one. It needs Chromium, at CHROMIUM. Options: `--rounds 3`, and `--checkout <folder>` for another
 * version. A figure over its budget ends the process with 1.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    checkout: { type: 'string', default: fileURLToPath(new URL('..', import.meta.url)) },
  },
})

type Figures = Readonly<Record<keyof typeof budgets, number>>

/** The most that each figure may be, with its unit. */
const budgets = {
  'sign-in: script, KB': 100,
  'sign-in: first paint, s': 2,
  'sign-in: form shown, s': 4,
  'first visit: received, KB': 500,
  'first visit: requests': 20,
  'first visit: table after the form, s': 4,
  'next visit: table, s': 4,
} as const

/** Of the webhook in the table. */
const receiverUrl = 'http://127.0.0.1:9/hook'
const password = 'correct-horse-battery'

async function main(): Promise<void> {
  const checkout = resolve(values.checkout)
  await promisify(execFile)('npm', ['run', '--silent', 'build:page'], { cwd: checkout })
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${checkout}`)
  const folder = await aFolder()
  process.env['POSTRIDER_PASSWORD'] = password
  const router = await postrider(checkout).start(folder)
  await router.addWebhook(receiverUrl)
  await fetch(`${router.url}/sign-in/.well-known/openid-configuration`) // its first request starts it
  const browser = await startBrowser()
  try {
    const rounds: Figures[] = []
    for (let round = 0; round < Number(values.rounds); round += 1) {
      rounds.push(await measure(browser, router.url))
    }
    console.log(`load ${loadavg()[0]?.toFixed(1) ?? ''}, medians of ${rounds.length}`)
    print(rounds)
  } finally {
    await browser.close()
    await router.stop()
    await rm(folder, { recursive: true })
  }
}

/** A first visit with an empty cache, and a next one, whose session and cache are there. */
async function measure(browser: Browser, url: string): Promise<Figures> {
  const context = await browser.newContext({ baseURL: url })
  const page = await context.newPage()
  const { received } = await countReceived(page)
  await slowDown(page)

  const firstPaint = await watchFirstPaint(page)
  const startedAt = Date.now()
  await page.goto('/#/webhooks', { waitUntil: 'commit' })
  await page.getByLabel('Password', { exact: true }).waitFor()
  const shownAt = Date.now()
  const ofSignIn = received()
  await page.waitForTimeout(typingMs)

  const submittedAt = Date.now()
  await fillSignIn(page, 'manager@acme', password)
  await tableShown(page)
  const tableMs = Date.now() - submittedAt
  const ofFirst = received()
  await page.waitForLoadState('networkidle')

  await page.goto('about:blank')
  const returnedAt = Date.now()
  await page.goto('/#/webhooks', { waitUntil: 'commit' })
  await tableShown(page)
  const nextMs = Date.now() - returnedAt
  await context.close()
  return {
    'sign-in: script, KB': bytesOf(ofSignIn, 'Script') / 1000,
    'sign-in: first paint, s': ((await firstPaint.at) - startedAt) / 1000,
    'sign-in: form shown, s': (shownAt - startedAt) / 1000,
    'first visit: received, KB': bytesOf(ofFirst) / 1000,
    'first visit: requests': ofFirst.length,
    'first visit: table after the form, s': tableMs / 1000,
    'next visit: table, s': nextMs / 1000,
  }
}

/** How long somebody takes at least to type a name and a password. */
const typingMs = 5_000

/** When anything is first painted, by the page or by the sign-in form. */
async function watchFirstPaint(page: Page): Promise<{ at: Promise<number> }> {
  let resolvePaint: (at: number) => void = () => undefined
  const at = new Promise<number>((resolveAt) => {
    resolvePaint = resolveAt
  })
  await page.exposeFunction('paintedAt', (time: number) => {
    resolvePaint(time)
  })
  await page.addInitScript(`new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0]
    if (paint) globalThis.paintedAt(performance.timeOrigin + paint.startTime)
  }).observe({ type: 'paint', buffered: true })`)
  return { at }
}

async function tableShown(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Webhooks', level: 1 }).waitFor()
  await page.getByText(receiverUrl).first().waitFor()
}

function print(rounds: readonly Figures[]): void {
  for (const [name, budget] of Object.entries(budgets) as [keyof Figures, number][]) {
    const all = rounds.map((figures) => figures[name]).toSorted((a, b) => a - b)
    const median = all[Math.floor(all.length / 2)] ?? NaN
    const isMissed = !(median <= budget)
    if (isMissed) process.exitCode = 1
    const verdict = isMissed ? 'MISSED' : 'met'
    console.log(`${name.padEnd(40)}${median.toFixed(1).padStart(8)}  of ${budget}: ${verdict}`)
  }
}

await main()
