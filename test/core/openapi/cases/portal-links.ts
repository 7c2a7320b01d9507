import type { World } from '../worlds.ts'
import type { Case } from './case.ts'

const ann = { name: 'ann@customer.example', role: 'viewer' }

const aPortalLink = ({ ask }: World) => ask('POST /portal-links', { body: ann })

export const ofPortalLinks: Case[] = [
  { line: 'POST /portal-links', status: 201, when: 'it is created', asked: { body: ann } },
  {
    line: 'DELETE /portal-links/{id}',
    status: 204,
    when: 'it was not opened yet',
    before: aPortalLink,
  },
  { line: 'POST /portal-sessions', status: 201, when: 'it is the first', before: aPortalLink },
  { line: 'POST /portal-sessions', status: 409, when: 'there is no such link any more' },
]
