import type { EndpointName, IntegrationView, PingView } from '../api/integration-views.ts'

/** In the order of the marketplace's form. */
export const endpointNames = [
  'SUBSCRIPTION_ORDER',
  'SUBSCRIPTION_CHANGE',
  'SUBSCRIPTION_CANCEL',
  'SUBSCRIPTION_NOTICE',
  'USER_ASSIGNMENT',
  'USER_UNASSIGNMENT',
  'USER_UPDATED',
  'ADDON',
] as const satisfies readonly EndpointName[]

/** The endpoints that a customer's browser may visit. */
export const interactiveTypes = [
  'SUBSCRIPTION_ORDER',
  'SUBSCRIPTION_CHANGE',
  'SUBSCRIPTION_CANCEL',
] as const satisfies IntegrationView['interactive']

/** How an endpoint did in its last test; `changed` if that was of another URL. */
type TestState = 'untested' | 'changed' | 'passed' | 'failed'

export type Endpoint = {
  name: EndpointName
  url: string
  /** Whether it has no URL of its own. */
  isDefault: boolean
  isInteractive: boolean
  ping: PingView | undefined
  state: TestState
}

type Tested = Pick<IntegrationView, 'endpoints' | 'interactive' | 'pings' | 'untested'>

/** The endpoints that are called: a type without a URL of its own uses the default one. */
export function endpointsOf({ endpoints, interactive, pings, untested }: Tested): Endpoint[] {
  return endpointNames.flatMap((name) => {
    const url = endpoints[name] ?? endpoints['DEFAULT']
    if (url === undefined) return []
    const ping = pings[name]
    return {
      name,
      url,
      isDefault: endpoints[name] === undefined,
      isInteractive: interactive.some((one) => one === name),
      ping,
      state: untested.includes(name) && ping?.passed === true ? 'changed' : stateOf(ping, url),
    }
  })
}

function stateOf(ping: PingView | undefined, url: string): TestState {
  if (ping === undefined) return 'untested'
  if (ping.url !== url) return 'changed'
  return ping.passed ? 'passed' : 'failed'
}
