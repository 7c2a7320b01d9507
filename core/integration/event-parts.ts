import type * as z from 'zod'

import type { Payload, Person } from './event-payload.ts'
import { type IntegrationEventType, interactiveTypes, isInteractive } from './event-types.ts'

/** The fields of an event on which its type decides. */
type Fields = {
  type: IntegrationEventType
  creator?: Person | null
  payload: Payload
  returnUrl?: string | null
  subscription?: string | null
}

export type Part = 'creator' | Exclude<keyof Payload, 'configuration'>

/** The parts that an event must have, and those that it may have. It has no other ones. */
type Parts = { must: readonly Part[]; may?: readonly Part[] }

/**
 * The parts by type. Source: the sample events on the marketplace's pages. Every type may have a
 * configuration. An order is about an account only if it is for an add-on.
 */
export const partsOf: Readonly<Record<IntegrationEventType, Parts>> = {
  SUBSCRIPTION_ORDER: { must: ['creator', 'company', 'order'], may: ['account'] },
  SUBSCRIPTION_CHANGE: { must: ['creator', 'account', 'order'] },
  SUBSCRIPTION_CANCEL: { must: ['creator', 'account'] },
  SUBSCRIPTION_NOTICE: { must: ['account', 'notice'] },
  USER_ASSIGNMENT: { must: ['creator', 'account', 'user'] },
  USER_UNASSIGNMENT: { must: ['creator', 'account', 'user'] },
  USER_UPDATED: { must: ['account', 'user'], may: ['creator'] },
  ADDON_ORDER: { must: ['account', 'order'], may: ['creator'] },
  ADDON_CHANGE: { must: ['account', 'addonInstance', 'order'], may: ['creator'] },
  ADDON_CANCEL: { must: ['account', 'addonInstance'], may: ['creator'] },
  ADDON_BIND: { must: ['account', 'addonInstance'], may: ['creator'] },
  ADDON_UNBIND: { must: ['account', 'addonInstance', 'addonBinding'], may: ['creator'] },
}

const allParts: readonly Part[] = [
  'creator',
  'user',
  'company',
  'account',
  'addonInstance',
  'addonBinding',
  'order',
  'notice',
]

type Issue = { path: string[]; message: string }

/** Reports the parts that an event of its type lacks, and those that it must not have. */
export function checkParts(event: Fields, context: z.RefinementCtx): void {
  const issues = [...partIssues(event), ...detailIssues(event), ...returnUrlIssues(event)]
  for (const issue of issues) context.addIssue({ code: 'custom', ...issue })
}

function partIssues({ type, creator, payload }: Fields): Issue[] {
  const { must, may = [] } = partsOf[type]
  const given = { creator, ...payload }
  return allParts.flatMap((part): Issue[] => {
    const path = part === 'creator' ? [part] : ['payload', part]
    if (isAbsent(given[part])) {
      return must.includes(part) ? [{ path, message: `is required for ${type}` }] : []
    }
    if (must.includes(part) || may.includes(part)) return []
    return [
      { path, message: `must be null or absent for ${type}: it has ${list([...must, ...may])}` },
    ]
  })
}

/** Reports what an account or an order of this type lacks. */
function detailIssues(event: Fields): Issue[] {
  return event.type === 'SUBSCRIPTION_ORDER' ? newAccountIssues(event) : knownAccountIssues(event)
}

function newAccountIssues({ payload: { account, order } }: Fields): Issue[] {
  const issues = codeIssues('editionCode', order?.editionCode)
  if (isAbsent(account)) return issues

  const path = ['payload', 'account']
  if (isAbsent(account.parentAccountIdentifier)) {
    const message = 'is required: the account of SUBSCRIPTION_ORDER is null except for an add-on'
    issues.push({ path: [...path, 'parentAccountIdentifier'], message })
  }
  if (account.status !== 'INITIALIZED') {
    const message = 'must be INITIALIZED for SUBSCRIPTION_ORDER: the vendor has yet to create it'
    issues.push({ path: [...path, 'status'], message })
  }
  if (!isAbsent(account.accountIdentifier)) {
    const message = 'must be null or absent for SUBSCRIPTION_ORDER: the vendor answers with it'
    issues.push({ path: [...path, 'accountIdentifier'], message })
  }
  return issues
}

function knownAccountIssues({ type, payload, subscription }: Fields): Issue[] {
  const { account, order } = payload
  const path = ['payload', 'account', 'accountIdentifier']
  const isUnknown =
    !isAbsent(account) && isAbsent(account.accountIdentifier) && isAbsent(subscription)
  const message =
    'is required: what the vendor answered to SUBSCRIPTION_ORDER; or send the subscription'
  return [
    ...(isUnknown ? [{ path, message }] : []),
    ...(type === 'SUBSCRIPTION_CHANGE' ? codeIssues('editionCode', order?.editionCode) : []),
    ...(type === 'ADDON_ORDER' ? codeIssues('addonOfferingCode', order?.addonOfferingCode) : []),
  ]
}

function codeIssues(name: string, code: string | null | undefined): Issue[] {
  return isAbsent(code) ? [{ path: ['payload', 'order', name], message: 'is required' }] : []
}

function returnUrlIssues({ type, returnUrl }: Fields): Issue[] {
  if (isAbsent(returnUrl) || isInteractive(type)) return []
  const message = `must be null or absent for ${type}: only ${list(interactiveTypes)} can be interactive`
  return [{ path: ['returnUrl'], message }]
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

function list(names: readonly string[]): string {
  return names.join(', ').replace(/, ([^,]*)$/, ' and $1')
}
