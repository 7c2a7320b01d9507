import { anIntegrationEvent } from '../../../support/integration-events.ts'
import { failedToken, pendingToken } from '../../../support/integration-seed.ts'
import type { Case } from './case.ts'

const path = '/integration-events'
const order = { ...anIntegrationEvent(), subscription: 'subscription-1' }
const resolution = { success: true, note: 'Confirmed by phone', accountIdentifier: 'globex-9' }

export const ofIntegrationEvents: Case[] = [
  {
    line: `POST ${path}`,
    status: 202,
    when: 'it is stored',
    asked: { body: anIntegrationEvent() },
  },
  {
    line: `POST ${path}`,
    status: 200,
    when: 'it waits for an outcome, and there is one',
    asked: { body: { ...anIntegrationEvent(), product: 'missing' }, query: { wait: 'true' } },
  },
  {
    line: `POST ${path}`,
    status: 409,
    when: 'another one is pending',
    asked: { body: order },
  },
  { line: `GET ${path}`, status: 200, when: 'there are some' },
  { line: `GET ${path}/{token}`, status: 200, when: 'it is pending' },
  { line: `GET ${path}/${failedToken}`, status: 200, when: 'it has failed' },
  { line: `GET ${path}/{token}/body`, status: 200, when: 'JSON is wanted' },
  {
    line: `GET ${path}/{token}/body`,
    status: 200,
    when: 'XML is wanted',
    asked: { query: { format: 'xml' } },
  },
  {
    line: `POST ${path}/{token}/resolve`,
    status: 200,
    when: 'it is pending',
    asked: { body: resolution },
  },
  {
    line: `POST ${path}/${failedToken}/resolve`,
    status: 409,
    when: 'it has ended',
    asked: { body: resolution },
  },
  {
    line: `POST ${path}/{token}/resend`,
    status: 202,
    when: 'it has failed',
    asked: { body: {} },
    before: ({ ask }) =>
      ask(`POST ${path}/${pendingToken}/resolve`, { body: { success: false, note: 'x' } }),
  },
  { line: `POST ${path}/{token}/resend`, status: 409, when: 'it is pending', asked: { body: {} } },
  { line: 'GET /api/channel/v1/events', status: 200, when: 'there are some' },
  { line: 'GET /api/channel/v1/events/{eventId}', status: 200, when: 'it is pending' },
]
