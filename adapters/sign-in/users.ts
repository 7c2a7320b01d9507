import { createHash, timingSafeEqual } from 'node:crypto'

import { type Role, roles } from '../../core/api/caller.ts'
import { Marketplace } from '../../core/events/event.ts'

/** Somebody who may sign in on this machine: each role of every marketplace is a user. */
type User = { name: string; groups: readonly string[] }

/** `manager@acme` is the manager of acme; undefined when there is no such role or marketplace. */
export function userOf(name: string): User | undefined {
  const [, role = '', marketplace = ''] = /^([a-z]+)@(.+)$/.exec(name.trim()) ?? []
  if (!isRole(role) || !Marketplace.safeParse(marketplace).success) return undefined
  return { name: `${role}@${marketplace}`, groups: [`${marketplace}/${role}`] }
}

/** Compares in the same time however much of it is right. */
export function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}

/** So many wrong tries are let through in a minute, whoever makes them. */
const maxWrongTries = 10
const windowMs = 60_000

/** Counts wrong tries, so that nobody tries passwords by the thousand. */
export function wrongTries(now: () => Date) {
  let recent: number[] = []
  return {
    mayTry: (): boolean => {
      recent = recent.filter((at) => now().getTime() - at < windowMs)
      return recent.length < maxWrongTries
    },
    count: (): void => {
      recent.push(now().getTime())
    },
  }
}

function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text)
}
