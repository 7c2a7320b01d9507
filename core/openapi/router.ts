import { type Operations, problemResponse } from './operation.ts'
import { Me, OpenApiDocument, ResourceList, RouterHealth } from './other-schemas.ts'

/** Operations about the router and the caller. */
export const routerOperations: Operations = {
  'GET /resources': {
    id: 'listResources',
    tag: 'Catalogue',
    summary: 'List resources',
    description: 'Returns every resource with its supported actions, notes and a sample.',
    responses: {
      200: {
        description: 'All resources',
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
    summary: 'Retrieve the caller',
    description:
      'Returns who the token belongs to, and its scopes. Requires a token of a marketplace, but no scope.',
    responses: {
      200: {
        description: 'The caller',
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
      403: problemResponse(
        403,
        'The token does not belong to exactly one marketplace',
        'Cannot determine the marketplace: the token has no scopes or groups of exactly one marketplace',
      ),
    },
  },
  'GET /health': {
    id: 'getHealth',
    tag: 'Router',
    summary: 'Check the router’s health',
    description: 'Requires no token.',
    responses: {
      200: {
        description: 'The router is running',
        schema: RouterHealth,
        examples: { well: { status: 'ok' } },
      },
    },
  },
  'GET /openapi.json': {
    id: 'getOpenApi',
    tag: 'Router',
    summary: 'Retrieve this document',
    description: 'Requires no token.',
    responses: {
      200: {
        description: 'The API as an OpenAPI 3.1 document',
        schema: OpenApiDocument,
        headers: ['cache-control'],
      },
    },
  },
}
