// @ts-check
/**
 * Evaluates JSONata in a process of its own, which `evaluator-process.ts` starts and kills. It is
 * JavaScript, so that Node.js runs it without a loader.
 *
 * @typedef {{ expression: string, input?: string, limits: { ms: number, depth: number, items: number, bytes: number } }} Job
 * @typedef {{ json: string } | { reason: string, position?: number }} Evaluated
 */
import { Buffer } from 'node:buffer'
import process from 'node:process'

import jsonata from 'jsonata'

// An expression adds nothing that the next one, maybe of another webhook, would find.
Object.preventExtensions(Object.prototype)
Object.preventExtensions(Array.prototype)

process.on('disconnect', () => process.exit())
process.on('message', (/** @type {Job} */ job) => {
  evaluate(job)
    .catch(reasonOf)
    .then((evaluated) => process.send?.(evaluated))
})
process.send?.('ready')

/** @param {Job} job @returns {Promise<Evaluated>} */
async function evaluate({ expression, input, limits }) {
  const { ms, depth, items, bytes } = limits
  const parsed = jsonata(expression, { timeout: ms, stack: depth, sequence: items })
  if (input === undefined) return { json: 'null' }

  const json = JSON.stringify(await parsed.evaluate(JSON.parse(input)), onlyJson)
  if (json === undefined) return { reason: 'the result is empty' }
  if (Buffer.byteLength(json) > bytes) return { reason: `the result exceeds ${bytes} bytes` }
  return { json }
}

/**
 * Throws for what JSON cannot express. JSONata marks its functions with a member.
 *
 * @param {string} _ @param {unknown} value
 */
function onlyJson(_, value) {
  const isMarked = typeof value === 'object' && value !== null && isFunction(value)
  if (isMarked || typeof value === 'function') throw new Error('the result contains a function')
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Error(`the result contains ${value}, which is no JSON number`)
  }
  return value
}

/** @param {object} value */
function isFunction(value) {
  return '_jsonata_function' in value || '_jsonata_lambda' in value
}

/**
 * JSONata's errors have a position in the expression.
 *
 * @param {unknown} error @returns {Evaluated}
 */
function reasonOf(error) {
  const { message, position } = Object(error)
  return {
    reason: String(message ?? error).slice(0, 300),
    ...(typeof position === 'number' && { position }),
  }
}
