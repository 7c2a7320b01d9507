import { Aws } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'

import { variable } from '../adapters/common/environment-variables.ts'
import { roleNamePattern } from '../core/webhooks/iam-names.ts'
import { acknowledgeRolesOfOthers } from './acknowledgements.ts'
import { addDestinationRules } from './destination-rules.ts'
import { addExtraAuthorities } from './extra-ca.ts'
import type { Parts } from './parts.ts'
import type { Settings } from './settings.ts'

/** Lets each function do what it is for, and no more. */
export function grantAll(parts: Parts, settings: Settings): void {
  grantFanOut(parts)
  grantDeliver(parts, settings)
  grantWake(parts)
  grantManage(parts, settings)
  grantCallVendor(parts, settings)
  grantVendors(parts)
  if (settings.archive !== 'off') grantArchive(parts, settings)
  for (const { function: storing } of [parts.fanOut, parts.deliver, parts.wake, parts.api]) {
    storing.addEnvironment(variable.retentionDays, String(settings.parsed.retentionDays))
  }
}

/** What the functions that write rows need to decide which ones leave early. */
function grantArchive({ fanOut, deliver, wake, api, tables }: Parts, { archive }: Settings) {
  for (const { function: storing } of [fanOut, deliver, wake, api]) {
    storing.addEnvironment(variable.archive, archive)
  }
  tables.grantKeepEvents(deliver.function)
  tables.grantKeepEvents(wake.function)
}

function grantFanOut({ fanOut, deliver, wake, tables }: Parts) {
  const matcher = fanOut.function
  tables.grantMatchWebhooks(matcher)
  tables.grantStoreEvents(matcher)
  tables.grantRecordDeliveries(matcher)
  tables.grantParkNewDeliveries(matcher)
  fanOut.grantSend(matcher)
  deliver.grantSend(matcher)
  wake.grantSend(matcher)
}

function grantDeliver({ deliver, wake, tables, intake, secretsKey }: Parts, settings: Settings) {
  const caller = deliver.function
  tables.grantDisableWebhooks(caller)
  tables.grantReadEvents(caller)
  tables.grantRecordDeliveries(caller)
  tables.grantParkDeliveries(caller)
  tables.grantStoreTokens(caller)
  intake.grantNotify(caller)
  wake.grantSend(caller)
  secretsKey.grantSealTokens(caller)
  secretsKey.grantOpenOfWebhooks(caller)
  caller.addEnvironment(variable.retrySchedule, JSON.stringify(settings.parsed.retrySchedule))
  caller.addEnvironment(variable.attemptLogShare, String(settings.parsed.attemptLogShare))
  addDestinationRules(caller, settings)
  addExtraAuthorities(caller, settings)
  grantAssumeRoles(caller)
}

/** An event bus or a queue is written to with a role that its owner made for that. */
function grantAssumeRoles(caller: lambda.Function) {
  const resource = `arn:${Aws.PARTITION}:iam::*:role/${roleNamePattern}`
  caller.addToRolePolicy(
    new iam.PolicyStatement({ actions: ['sts:AssumeRole'], resources: [resource] }),
  )
  if (caller.role) acknowledgeRolesOfOthers(caller.role)
}

function grantWake({ wake, deliver, tables, intake }: Parts) {
  const waker = wake.function
  tables.grantSweepWebhooks(waker)
  tables.grantListEvents(waker)
  tables.grantSweepDeliveries(waker)
  tables.grantWakeDeliveries(waker)
  intake.grantNotify(waker)
  deliver.grantSend(waker)
  wake.grantSend(waker)
}

function grantCallVendor(parts: Parts, settings: Settings) {
  const { callVendor, tables, intake, secretsKey, api } = parts
  const caller = callVendor.function
  tables.grantCallVendors(caller)
  tables.grantStoreTokens(caller)
  intake.grantNotify(caller)
  callVendor.grantSend(caller)
  secretsKey.grantSealTokens(caller)
  secretsKey.grantOpenOfProducts(caller)
  caller.addEnvironment(variable.vendorUrl, api.origin)
  const { integrationReminderDays } = settings.parsed
  caller.addEnvironment(variable.integrationReminderDays, String(integrationReminderDays))
  addDestinationRules(caller, settings)
  addExtraAuthorities(caller, settings)
}

function grantVendors({ vendors, tables, intake, secretsKey, api }: Parts) {
  const door = vendors.function
  tables.grantAnswerVendors(door)
  intake.grantNotify(door)
  secretsKey.grantOpenVendor(door)
  door.addEnvironment(variable.vendorUrl, api.origin)
}

function grantManage(parts: Parts, settings: Settings) {
  const { api, page, deliver, wake, callVendor, tables, intake, secretsKey } = parts
  const manager = api.function
  manager.addEnvironment(variable.pageUrl, page.origin)
  tables.grantManageWebhooks(manager)
  tables.grantVerifyApiKeys(api.authorizer)
  tables.grantStoreEvents(manager)
  tables.grantListEvents(manager)
  tables.grantManageDeliveries(manager)
  tables.grantManageWaiting(manager)
  deliver.grantSend(manager)
  wake.grantSend(manager)
  intake.grantPublish(manager)
  tables.grantManageIntegrations(manager)
  callVendor.grantSend(manager)
  manager.addEnvironment(variable.vendorUrl, api.origin)
  secretsKey.grantSeal(manager)
  secretsKey.grantOpenForChanges(manager)
  manager.addEnvironment(variable.deliverRoleArn, deliver.function.role?.roleArn ?? '')
  manager.addEnvironment(variable.apiRatePerSecond, String(settings.parsed.apiRatePerSecond))
  manager.addEnvironment(variable.retrySchedule, JSON.stringify(settings.parsed.retrySchedule))
  manager.addEnvironment(variable.maxWebhooks, String(settings.parsed.maxWebhooks))
  addDestinationRules(manager, settings)
  manager.addEnvironment(variable.groupsClaim, settings.otherIssuer?.groupsClaim ?? '')
}
