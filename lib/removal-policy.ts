import { RemovalPolicy } from 'aws-cdk-lib'

import type { Settings } from './settings.ts'

/** What CDK calls the setting. */
export function toRemovalPolicy(given: Settings['removalPolicy']): RemovalPolicy {
  return given === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN
}
