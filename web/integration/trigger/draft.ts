import type { IntegrationEventType } from '../../api/integration-views.ts'
import { samples } from './samples.ts'

export const flags = ['STATELESS', 'DEVELOPMENT', 'NONE'] as const

export type Draft = {
  product: string
  type: IntegrationEventType
  flag: (typeof flags)[number]
  /** The JSON text of everything else. */
  body: string
  /** Whether an event that is not a test may be sent. */
  isConfirmed: boolean
}

export function newDraft(product: string): Draft {
  const type = 'SUBSCRIPTION_ORDER'
  return { product, type, flag: 'STATELESS', body: sampleText(type), isConfirmed: false }
}

/** A draft of another type has its sample, unless the text was edited. */
export function withType(draft: Draft, type: IntegrationEventType): Draft {
  const isEdited = draft.body !== sampleText(draft.type)
  return { ...draft, type, ...(!isEdited && { body: sampleText(type) }) }
}

export function sampleText(type: IntegrationEventType): string {
  return JSON.stringify(samples[type], null, 2)
}

export function isTest({ flag }: Pick<Draft, 'flag'>): boolean {
  return flag === 'STATELESS'
}

/** The JSON text of the event, with the numbers of its body unchanged. */
export function eventText({ product, type, flag, body }: Draft): string {
  const head = JSON.stringify({ type, product, ...(flag !== 'NONE' && { flag }) })
  const rest = body.trim().slice(1)
  const separator = rest.trim() === '}' ? '' : ','
  return `${head.slice(0, -1)}${separator}${rest}`
}
