import type { Construct } from 'constructs'

import { logoOrigins } from '../core/settings/brand.ts'
import { chooseSignIn } from './choose-sign-in.ts'
import { EncryptionKey } from './encryption-key.ts'
import { EventIntake } from './event-intake.ts'
import { ManagementApi } from './management-api.ts'
import { Monitoring } from './monitoring.ts'
import { Page } from './page.ts'
import type { PostriderProps } from './postrider-props.ts'
import type { Network } from './router-function.ts'
import type { Settings } from './settings.ts'
import type { SignIn } from './sign-in.ts'
import { StaticEgress } from './static-egress.ts'
import { Tables } from './tables.ts'
import { VendorApi } from './vendor-api.ts'
import { callVendorWork, deliverWork, fanOutWork, wakeWork } from './work.ts'
import { Worker } from './worker.ts'

/** The parts of a router. */
export type Parts = Readonly<{
  monitoring: Monitoring
  intake: EventIntake
  fanOut: Worker
  deliver: Worker
  wake: Worker
  callVendor: Worker
  vendors: VendorApi
  tables: Tables
  secretsKey: EncryptionKey
  signIn: SignIn
  page: Page
  api: ManagementApi
  egressAddresses: readonly string[]
}>

type PartsProps = { readonly props: PostriderProps; readonly settings: Settings }

/** Creates the parts, in the order in which an event passes through them. */
export function newParts(scope: Construct, { props, settings }: PartsProps): Parts {
  const { alarmTopic, eventBus, apiDomain, pageDomain } = props
  const { network, egressAddresses } = networkOf(scope, { props, settings })
  const email = settings.alarmEmail
  const monitoring = new Monitoring(scope, 'Monitoring', { email, topic: alarmTopic })
  const intake = new EventIntake(scope, 'EventIntake', { ...settings, eventBus })
  const fanOut = new Worker(scope, 'FanOut', { ...fanOutWork, ...settings })
  const deliver = new Worker(scope, 'Deliver', {
    ...deliverWork,
    ...settings,
    ...(network !== undefined && { network }),
  })
  const wake = new Worker(scope, 'Wake', { ...wakeWork, ...settings })
  const callVendor = new Worker(scope, 'CallVendor', {
    ...callVendorWork,
    ...settings,
    ...(network !== undefined && { network }),
  })
  const tables = new Tables(scope, 'Tables', settings)
  const secretsKey = new EncryptionKey(scope, 'SecretsKey', settings)
  const signIn = chooseSignIn(scope, settings)
  const page = new Page(scope, 'Page', {
    origins: signIn.origins,
    imageOrigins: logoOrigins(settings.brand),
    frameAncestors: settings.frameAncestors,
    domain: pageDomain,
    apiDomainName: apiDomain?.domainName,
    webAclArn: settings.webAclArn,
  })
  const api = new ManagementApi(scope, 'ManagementApi', {
    ...settings,
    signIn,
    pageOrigins: [page.origin],
    domain: apiDomain,
  })
  const vendors = new VendorApi(scope, 'Vendors', { ...settings, api })
  const workers = { fanOut, deliver, wake, callVendor }
  return {
    monitoring,
    intake,
    ...workers,
    vendors,
    tables,
    secretsKey,
    signIn,
    page,
    api,
    egressAddresses,
  }
}

/** Where the function is that calls receivers, and from which addresses. */
function networkOf(
  scope: Construct,
  { props, settings }: PartsProps,
): { network?: Network; egressAddresses: readonly string[] } {
  const { vpc, vpcSubnets } = props
  if (settings.staticEgress) {
    const { network, addresses } = new StaticEgress(scope, 'StaticEgress')
    return { network, egressAddresses: addresses }
  }
  if (vpc === undefined) return { egressAddresses: [] }
  return { network: { vpc, ...(vpcSubnets && { vpcSubnets }) }, egressAddresses: [] }
}
