import { type Operations, refusal } from './operation.ts'
import { Me, OpenApiDocument, ResourceList, RouterHealth } from './other-schemas.ts'

/** What is the same for everybody. */
export const routerOperations: Operations = {
  'GET /resources': {
    id: 'listResources',
    tag: 'Catalogue',
    summary: 'List the resources',
    description:
      'What can happen: resources, the actions that each supports, notes, and a made-up sample.',
    answers: {
      200: {
        description: 'Every resource',
        schema: ResourceList,
        examples: {
          some: {
            items: [
              {
                type: 'RESELLER_REGISTRANT',
                name: 'Reseller Registrant',
                actions: [
                  { action: 'ADDED', name: 'Added', eventType: 'reseller_registrant.added' },
                ],
                notes: 'A reseller is registered on the marketplace.',
                sample: {
                  uuid: '5a3d1e00-0000-4000-8000-000000000001',
                  url: 'https://marketplace.example.com/api/v1/resellers/5a3d1e00',
                  content: { status: 'ACTIVE' },
                },
              },
            ],
          },
        },
      },
    },
  },
  'GET /me': {
    id: 'getMe',
    tag: 'Router',
    summary: 'Who asks',
    description: 'For everybody of a marketplace, whatever their token allows.',
    answers: {
      200: {
        description: 'Who the token is of, and what it allows',
        schema: Me,
        examples: {
          viewer: {
            subject: 'viewer@acme',
            marketplace: 'acme',
            role: 'viewer',
            scopes: ['webhooks:read'],
          },
        },
      },
      403: refusal(
        403,
        'The token is of no marketplace or of several',
        'Cannot tell the marketplace: the token has no scopes or groups of exactly one marketplace',
      ),
    },
  },
  'GET /health': {
    id: 'getHealth',
    tag: 'Router',
    summary: 'Whether the router runs',
    description: 'For whoever asks.',
    answers: {
      200: { description: 'It does', schema: RouterHealth, examples: { well: { status: 'ok' } } },
    },
  },
  'GET /openapi.json': {
    id: 'getOpenApi',
    tag: 'Router',
    summary: 'This document',
    description: 'For whoever asks.',
    answers: {
      200: {
        description: 'The API, as OpenAPI 3.1 describes it',
        schema: OpenApiDocument,
        headers: ['cache-control'],
      },
    },
  },
}
