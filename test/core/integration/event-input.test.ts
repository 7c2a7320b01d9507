import { describe, expect, it } from '@jest/globals'

import { IntegrationEventInput } from '../../../core/integration/event-input.ts'
import {
  type IntegrationEventType,
  integrationEventTypes,
} from '../../../core/integration/event-types.ts'
import { fieldErrors, toMessage } from '../../../core/values/validation-errors.ts'
import { anIntegrationEvent } from '../../support/integration-events.ts'

/** The errors of an event of this type with these values in it. */
function errorsOf(type: IntegrationEventType, changes: Record<string, unknown>): string {
  const event: object = anIntegrationEvent(type)
  for (const [path, value] of Object.entries(changes)) set(event, path.split('.'), value)
  const { error } = IntegrationEventInput.safeParse(event)
  return error === undefined ? '' : toMessage(fieldErrors(error))
}

/** Sets the value at a path; undefined removes it. */
function set(target: object, [name = '', ...rest]: string[], value: unknown): void {
  if (rest.length > 0) {
    const inner: unknown = Reflect.get(target, name) ?? {}
    Reflect.set(target, name, inner)
    set(inner as object, rest, value)
  } else if (value === undefined) Reflect.deleteProperty(target, name)
  else Reflect.set(target, name, value)
}

const account = { accountIdentifier: 'account-1', status: 'ACTIVE' }
const order = { editionCode: 'PRO' }
const user = { uuid: 'user-1' }

describe('IntegrationEventInput', () => {
  it.each(integrationEventTypes)('accepts %s and leaves it as it is', (type) => {
    const event = anIntegrationEvent(type)

    expect(IntegrationEventInput.parse(event)).toEqual(event)
  })

  it.each(integrationEventTypes)('accepts %s with null for what it does not have', (type) => {
    const { payload, ...event } = anIntegrationEvent(type)
    const parts = ['user', 'company', 'account', 'addonInstance', 'addonBinding', 'order', 'notice']
    const nulls = Object.fromEntries(parts.map((part) => [part, null]))
    const whole = { creator: null, returnUrl: null, flag: null, links: null, ...event }

    const { success } = IntegrationEventInput.safeParse({
      ...whole,
      payload: { ...nulls, configuration: null, ...payload },
    })

    expect(success).toBe(true)
  })

  it.each<[IntegrationEventType, string, Record<string, unknown>]>([
    ['SUBSCRIPTION_ORDER', 'of an add-on', { 'payload.account': anAddonAccount() }],
    ['SUBSCRIPTION_ORDER', 'without items', { 'payload.order.items': [] }],
    ['SUBSCRIPTION_ORDER', 'in a unit with a digit', unit('TIER1_API_CALLS')],
    ['SUBSCRIPTION_ORDER', 'of a trial', { 'payload.order.freeTrial': { active: true } }],
    ['SUBSCRIPTION_ORDER', 'with a discount', { 'payload.order.discountCode': 'SPRING' }],
    ['SUBSCRIPTION_CANCEL', 'of an add-on', { 'payload.account.parentAccountIdentifier': 'p' }],
    ['SUBSCRIPTION_CANCEL', 'that is a test', { flag: 'STATELESS' }],
    ['SUBSCRIPTION_CANCEL', 'in assisted sales', { mode: 'ASSISTED_SALES' }],
    ['SUBSCRIPTION_CANCEL', 'with ids for the log', { subscription: 's-1', orderId: '42' }],
    ['SUBSCRIPTION_CANCEL', 'that is interactive', { returnUrl: 'https://shop.example.com/r' }],
    ['USER_UPDATED', 'with a creator', { creator: user }],
    ['ADDON_ORDER', 'without a creator', { creator: null }],
  ])('accepts %s %s', (type, _, changes) => {
    expect(errorsOf(type, changes)).toBe('')
  })

  it.each<[IntegrationEventType, string, string]>([
    ['SUBSCRIPTION_ORDER', 'creator', 'creator: is required for SUBSCRIPTION_ORDER'],
    ['SUBSCRIPTION_ORDER', 'payload.company', 'is required for SUBSCRIPTION_ORDER'],
    ['SUBSCRIPTION_ORDER', 'payload.order', 'payload.order: is required for SUBSCRIPTION_ORDER'],
    ['SUBSCRIPTION_ORDER', 'payload.order.editionCode', 'payload.order.editionCode: is required'],
    ['SUBSCRIPTION_CHANGE', 'payload.order', 'is required for SUBSCRIPTION_CHANGE'],
    ['SUBSCRIPTION_CHANGE', 'payload.order.editionCode', 'order.editionCode: is required'],
    ['SUBSCRIPTION_CHANGE', 'creator', 'creator: is required for SUBSCRIPTION_CHANGE'],
    ['SUBSCRIPTION_CANCEL', 'payload.account', 'is required for SUBSCRIPTION_CANCEL'],
    ['SUBSCRIPTION_CANCEL', 'payload.account.accountIdentifier', 'what the vendor answered'],
    ['SUBSCRIPTION_CANCEL', 'payload.account.status', 'payload.account.status: is required'],
    ['SUBSCRIPTION_NOTICE', 'payload.notice', 'is required for SUBSCRIPTION_NOTICE'],
    ['SUBSCRIPTION_NOTICE', 'payload.notice.type', 'payload.notice.type: is required'],
    ['USER_ASSIGNMENT', 'payload.user', 'payload.user: is required for USER_ASSIGNMENT'],
    ['USER_UNASSIGNMENT', 'payload.user.uuid', 'payload.user.uuid: is required'],
    ['USER_UPDATED', 'payload.account', 'payload.account: is required for USER_UPDATED'],
    ['ADDON_ORDER', 'payload.order.addonOfferingCode', 'addonOfferingCode: is required'],
    ['ADDON_CHANGE', 'payload.order', 'payload.order: is required for ADDON_CHANGE'],
    ['ADDON_CANCEL', 'payload.addonInstance', 'is required for ADDON_CANCEL'],
    ['ADDON_BIND', 'payload.addonInstance.id', 'payload.addonInstance.id: is required'],
    ['ADDON_UNBIND', 'payload.addonBinding', 'is required for ADDON_UNBIND'],
    ['USER_UPDATED', 'product', 'product: is required'],
    ['USER_UPDATED', 'payload', 'payload: is required'],
  ])('refuses %s without %s', (type, path, message) => {
    expect(errorsOf(type, { [path]: undefined })).toContain(message)
  })

  it.each<[IntegrationEventType, Record<string, unknown>, string]>([
    [
      'SUBSCRIPTION_ORDER',
      { 'payload.user': user },
      'payload.user: must be null or absent for SUBSCRIPTION_ORDER: it has creator, company, order and account',
    ],
    ['SUBSCRIPTION_CANCEL', { 'payload.order': order }, 'must be null or absent'],
    ['SUBSCRIPTION_NOTICE', { creator: user }, 'creator: must be null or absent'],
    ['USER_ASSIGNMENT', { 'payload.notice': { type: 'CLOSED' } }, 'must be null or absent'],
    ['ADDON_BIND', { 'payload.addonBinding': { id: 'b' } }, 'must be null or absent'],
    [
      'USER_UPDATED',
      { returnUrl: 'https://shop.example.com/r' },
      'returnUrl: must be null or absent for USER_UPDATED: only SUBSCRIPTION_ORDER, SUBSCRIPTION_CHANGE and SUBSCRIPTION_CANCEL can be interactive',
    ],
    ['SUBSCRIPTION_ORDER', { 'payload.account': account }, 'parentAccountIdentifier: is required'],
    [
      'SUBSCRIPTION_ORDER',
      { 'payload.account': { ...anAddonAccount(), status: 'ACTIVE' } },
      'payload.account.status: must be INITIALIZED',
    ],
    [
      'SUBSCRIPTION_ORDER',
      { 'payload.account': { ...anAddonAccount(), accountIdentifier: 'a' } },
      'payload.account.accountIdentifier: must be null or absent',
    ],
  ])('refuses %s with %j', (type, changes, message) => {
    expect(errorsOf(type, changes)).toContain(message)
  })

  it.each<[Record<string, unknown>, string]>([
    [{ type: 'USER_SYNC' }, 'type: must be one of SUBSCRIPTION_ORDER, SUBSCRIPTION_CHANGE,'],
    [{ flag: 'TEST' }, 'flag: must be one of DEVELOPMENT, STATELESS'],
    [{ mode: 'PHONE' }, 'mode: must be one of SELF_SERVICE, ASSISTED_SALES'],
    [{ marketplace: {} }, 'marketplace: is not recognized'],
    [{ 'payload.account': 'account-1' }, 'payload.account: must be an object, not a string'],
    [{ 'payload.invoice': {} }, 'payload.invoice: is not recognized'],
    [{ 'payload.company.size': 3 }, 'payload.company.size: is not recognized'],
    [{ 'creator.name': 'Ada' }, 'creator.name: is not recognized'],
    [{ 'creator.address.street3': 'x' }, 'creator.address.street3: is not recognized'],
    [{ 'creator.firstName': 'A\u0000' }, 'creator.firstName: must have no control characters'],
    [{ 'creator.attributes': { a: 1 } }, 'creator.attributes.a: must be a string, not a number'],
    [{ 'payload.configuration': [] }, 'payload.configuration: must be'],
    [{ 'payload.order.pricingDuration': 'WEEKLY' }, 'must be one of ONE_TIME, MONTHLY,'],
    [{ 'payload.order.items': [{ unit: 'USER' }] }, 'payload.order.items.0.quantity: is required'],
    [unit('user'), 'payload.order.items.0.unit: must be a unit in capital letters, such as USER'],
    [unit('USER', -1), 'payload.order.items.0.quantity: must be at least 0'],
    [unit('USER', '1'), 'payload.order.items.0.quantity: must be a number, not a string'],
    [{ returnUrl: 'javascript:alert(1)' }, 'returnUrl: must be a URL, such as https://'],
    [{ returnUrl: 'data:text/html,x' }, 'returnUrl: must be a URL, such as https://'],
    [{ returnUrl: 'file:///etc/passwd' }, 'returnUrl: must be a URL, such as https://'],
    [{ returnUrl: 'ftp://shop.example.com/' }, 'returnUrl: must be a URL, such as https://'],
    [{ returnUrl: '//shop.example.com/' }, 'returnUrl: must be a URL, such as https://'],
    [{ returnUrl: '/done' }, 'returnUrl: must be a URL, such as https://'],
    [{ returnUrl: '' }, 'returnUrl: must be a URL, such as https://'],
    [{ links: [{ rel: 'self' }] }, 'links.0.href'],
    [{ orderId: 42 }, 'orderId: must be a string, not a number'],
  ])('refuses %j', (changes, message) => {
    expect(errorsOf('SUBSCRIPTION_ORDER', changes)).toContain(message)
  })

  it.each([
    [{ 'payload.account.status': 'PAID' }, 'payload.account.status: must be one of INITIALIZED,'],
    [{ 'payload.notice.type': 'OVERDUE' }, 'must be one of DEACTIVATED, REACTIVATED, CLOSED, UP'],
  ])('refuses a notice with %j', (changes, message) => {
    expect(errorsOf('SUBSCRIPTION_NOTICE', changes)).toContain(message)
  })
})

function anAddonAccount() {
  return { parentAccountIdentifier: 'parent-1', status: 'INITIALIZED' }
}

function unit(name: string, quantity: unknown = 1) {
  return { 'payload.order.items': [{ unit: name, quantity }] }
}
