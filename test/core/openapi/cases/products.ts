import { aWorld } from '../worlds.ts'
import type { Case } from './case.ts'

const crm = { name: 'CRM', vendor: 'globex' }
const anyVersion = { 'if-match': '*' }
const path = '/products/{id}'
const integrationPath = `${path}/integration`
const url = 'https://globex.example.com/?eventUrl='
const oauth1 = { endpoints: { DEFAULT: url }, authentication: { type: 'OAUTH1' } }

/** A world where somebody changes the product between its read and its update. */
const changing = () =>
  aWorld({
    ports: {
      replaceProduct: () => Promise.resolve(false),
      deleteProduct: () => Promise.resolve(false),
    },
  })

const stale = { status: 412, when: 'it was changed meanwhile', world: changing }
const unversioned = { status: 428, when: 'If-Match is missing' }

const ofProduct: Case[] = [
  { line: 'POST /products', status: 201, when: 'it is created', asked: { body: crm } },
  {
    line: 'POST /products',
    status: 409,
    when: 'its id is taken',
    asked: { body: { ...crm, id: 'product-1' } },
  },
  { line: 'GET /products', status: 200, when: 'there is one' },
  { line: `GET ${path}`, status: 200, when: 'there is one' },
  {
    line: `PATCH ${path}`,
    status: 200,
    when: 'it is renamed',
    asked: { body: { name: 'x' }, headers: anyVersion },
  },
  { line: `PATCH ${path}`, ...stale, asked: { body: { name: 'x' }, headers: anyVersion } },
  { line: `PATCH ${path}`, ...unversioned, asked: { body: { name: 'x' } } },
  { line: `DELETE ${path}`, status: 204, when: 'there is one' },
  { line: `DELETE ${path}`, ...stale },
]

const ofIntegration: Case[] = [
  { line: `GET ${integrationPath}`, status: 200, when: 'there is one' },
  {
    line: `PUT ${integrationPath}`,
    status: 200,
    when: 'it is replaced',
    asked: { body: oauth1, headers: anyVersion },
  },
  { line: `PUT ${integrationPath}`, ...stale, asked: { body: oauth1, headers: anyVersion } },
  {
    line: `PATCH ${integrationPath}`,
    status: 200,
    when: 'it is disabled',
    asked: { body: { enabled: false }, headers: anyVersion },
  },
  {
    line: `PATCH ${integrationPath}`,
    ...stale,
    asked: { body: { enabled: false }, headers: anyVersion },
  },
  { line: `PATCH ${integrationPath}`, ...unversioned, asked: { body: { enabled: false } } },
  { line: `DELETE ${integrationPath}`, status: 204, when: 'there is one' },
  { line: `DELETE ${integrationPath}`, ...stale },
]

const credentials = `POST ${integrationPath}/credentials`
const ping = `POST ${integrationPath}/ping`

const ofVendor: Case[] = [
  { line: credentials, status: 201, when: 'there is none yet', asked: { body: {} } },
  { line: credentials, ...stale, asked: { body: {} } },
  {
    line: credentials,
    status: 409,
    when: 'calls are signed',
    asked: { body: { type: 'OAUTH2' } },
    before: ({ ask }) =>
      ask('PUT /products/product-1/integration', { body: oauth1, headers: anyVersion }),
  },
  { line: ping, status: 200, when: 'no response comes in time', asked: { body: {} } },
  {
    line: ping,
    status: 409,
    when: 'there is no such endpoint',
    asked: { body: { endpoint: 'ADDON' } },
    before: ({ ask }) =>
      ask('PUT /products/product-1/integration', {
        body: { ...oauth1, endpoints: { SUBSCRIPTION_ORDER: url } },
        headers: anyVersion,
      }),
  },
]

export const ofProducts: Case[] = [...ofProduct, ...ofIntegration, ...ofVendor]
