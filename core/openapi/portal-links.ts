import * as z from 'zod'

import { portalRoles } from '../api-keys/portal-link.ts'
import { NewPortalLink } from '../manage/portal-links.ts'
import * as examples from './examples.ts'
import { describe, named, namedInput } from './named.ts'
import { type Operations, problemResponse } from './operation.ts'

const name = z.string().describe('Who the link is for')
const role = z.enum(portalRoles)

const NewPortalLinkInput = namedInput('NewPortalLink', NewPortalLink)
describe(NewPortalLink.shape, {
  name: 'Who gets the link, as the audit log names the session',
  role: 'What the session allows',
  linkSeconds: 'How long the link can be opened',
  sessionSeconds: 'How long the session lasts that the link opens',
})

const CreatedPortalLink = named(
  'CreatedPortalLink',
  z.object({
    id: z.string(),
    name,
    role,
    expiresAt: z.iso.datetime().describe('The link cannot be opened from then on'),
    sessionSeconds: z.int().describe('How long the session lasts that the link opens'),
    url: z.url().describe('Opens the page, once; it is not shown again'),
  }),
  { description: 'A new portal link' },
)

const PortalSession = named(
  'PortalSession',
  z.object({
    id: z.string().describe('The id of the link'),
    token: z.string().describe('The bearer token of the session; it is not shown again'),
    name,
    role,
    marketplace: z.string(),
    expiresAt: z.iso.datetime().describe('The token is rejected from then on'),
  }),
  { description: 'The session that a portal link opened' },
)

export const portalOperations: Operations = {
  'POST /portal-links': {
    id: 'createPortalLink',
    tag: 'Portal links',
    summary: 'Create a portal link',
    description:
      'Returns a URL that opens the page once without a sign-in, also in a frame of a site that the setting ' +
      '`frameAncestors` names. It allows what the role does, which must be no more than the caller may do. The link and ' +
      'its session end with the API key that made the link. A repeated request with the same `Idempotency-Key` returns no body.',
    body: {
      schema: NewPortalLinkInput,
      examples: { customer: { name: 'ann@customer.example', role: 'viewer' } },
    },
    responses: {
      201: {
        description: 'The new portal link',
        schema: CreatedPortalLink,
        headers: ['location'],
        examples: { created: examples.portalLink },
      },
    },
  },
  'DELETE /portal-links/{id}': {
    id: 'revokePortalLink',
    tag: 'Portal links',
    summary: 'Revoke a portal link',
    description:
      'A link that was not opened yet cannot be opened; the session of one that was opened ends immediately; on AWS, ' +
      'within 30 seconds.',
    responses: { 204: { description: 'The link was revoked' } },
  },
  'POST /portal-sessions': {
    id: 'openPortalLink',
    tag: 'Portal links',
    summary: 'Open a portal link',
    description:
      'The page calls it, with the text behind `#/portal/` in the link’s URL as the bearer token. The link cannot be ' +
      'opened again.',
    responses: {
      201: {
        description: 'The session',
        schema: PortalSession,
        examples: { opened: examples.portalSession },
      },
      409: problemResponse(
        409,
        'The link was opened, expired or revoked meanwhile',
        'Cannot open the portal link: it was opened already, has expired or was revoked; ask for another one',
      ),
    },
  },
}
