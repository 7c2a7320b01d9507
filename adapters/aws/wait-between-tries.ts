import { setTimeout as pause } from 'node:timers/promises'

const firstMs = 50
const maxMs = 2000

/**
 * Waits before retry `number`, from 1: a random part of 50 ms, 100 ms, … 2 s, so that competing
 * writers spread out.
 */
export async function waitBetweenTries(number: number): Promise<void> {
  await pause(Math.min(maxMs, firstMs * 2 ** (number - 1)) * Math.random())
}
