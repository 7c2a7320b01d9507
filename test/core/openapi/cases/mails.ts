import { aWorld } from '../worlds.ts'
import type { Case } from './case.ts'

export const ofMails: Case[] = [
  { line: 'GET /mails', status: 200, when: 'there is one' },
  { line: 'GET /mails/{id}', status: 200, when: 'there is one' },
  { line: 'GET /suppressed-addresses', status: 200, when: 'there is one' },
  { line: 'DELETE /suppressed-addresses/{id}', status: 204, when: 'it is suppressed' },
  { line: 'GET /mail-settings', status: 200, when: 'they are the default' },
  {
    line: 'PATCH /mail-settings',
    status: 200,
    when: 'one changes',
    asked: { body: { subscriptionChangeInProgress: true } },
  },
  {
    line: 'PATCH /mail-settings',
    status: 409,
    when: 'another change comes first',
    asked: { body: { subscriptionChangeInProgress: true } },
    world: () => aWorld({ ports: { replaceMailSettings: () => Promise.resolve(false) } }),
  },
]
