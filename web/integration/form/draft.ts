import type {
  EndpointField,
  IntegrationBody,
  IntegrationChangeBody,
  IntegrationView,
} from '../../api/integration-views.ts'
import type { FieldError } from '../../api/api-error.ts'
import type { Text } from '../../text/use-text.ts'
import { endpointNames } from '../endpoints.ts'
import {
  authenticationBody,
  type AuthenticationDraft,
  newAuthentication,
} from './authentication-draft.ts'

/** The fields of the form, as they are typed. */
export type Draft = {
  urls: Partial<Record<EndpointField, string>>
  interactive: IntegrationView['interactive']
  enabled: boolean
  upcomingInvoiceNotices: boolean
  notificationEmail: string
  timeLimitSeconds: string
  /** Undefined while the stored one stays. */
  authentication: AuthenticationDraft | undefined
}

export const emptyDraft: Draft = {
  urls: {},
  interactive: [],
  enabled: true,
  upcomingInvoiceNotices: false,
  notificationEmail: '',
  timeLimitSeconds: '',
  authentication: newAuthentication,
}

export function draftOf(integration: IntegrationView): Draft {
  const { endpoints, interactive, enabled, upcomingInvoiceNotices } = integration
  return {
    urls: endpoints,
    interactive,
    enabled,
    upcomingInvoiceNotices,
    notificationEmail: integration.notificationEmail ?? '',
    timeLimitSeconds: integration.timeLimitSeconds?.toString() ?? '',
    authentication: undefined,
  }
}

const fields: readonly EndpointField[] = ['DEFAULT', ...endpointNames]

/** The body that sets up an integration. */
export function newBody(draft: Draft): IntegrationBody {
  const { interactive, enabled, upcomingInvoiceNotices } = draft
  const email = draft.notificationEmail.trim()
  return {
    endpoints: urlsOf(draft),
    interactive,
    enabled,
    upcomingInvoiceNotices,
    ...(email !== '' && { notificationEmail: email }),
    ...(draft.timeLimitSeconds.trim() !== '' && {
      timeLimitSeconds: Number(draft.timeLimitSeconds),
    }),
    authentication: authenticationBody(draft.authentication ?? newAuthentication),
  }
}

/** The body that changes an integration; null removes what the draft has no more. */
export function changeBody(draft: Draft): IntegrationChangeBody {
  const { interactive, enabled, upcomingInvoiceNotices, authentication } = draft
  const limit = draft.timeLimitSeconds.trim()
  const urls = urlsOf(draft)
  return {
    endpoints: Object.fromEntries(fields.map((name) => [name, urls[name] ?? null])),
    interactive,
    enabled,
    upcomingInvoiceNotices,
    notificationEmail: draft.notificationEmail.trim() || null,
    timeLimitSeconds: limit === '' ? null : Number(limit),
    ...(authentication && { authentication: authenticationBody(authentication) }),
  }
}

/** The errors that the API could not name as well. */
export function validateDraft(draft: Draft, text: Text['integrationForm']): FieldError[] {
  const limit = draft.timeLimitSeconds.trim()
  const seconds = Number(limit)
  const isLimit = limit === '' || (Number.isInteger(seconds) && seconds >= 1 && seconds <= 30)
  return [
    ...(Object.keys(urlsOf(draft)).length === 0
      ? [{ path: 'endpoints.DEFAULT', message: text.noEndpoint }]
      : []),
    ...(isLimit ? [] : [{ path: 'timeLimitSeconds', message: text.timeLimitWrong }]),
  ]
}

function urlsOf({ urls }: Draft): Partial<Record<EndpointField, string>> {
  const given = fields.map((name) => [name, urls[name]?.trim() ?? ''] as const)
  return Object.fromEntries(given.filter(([, url]) => url !== ''))
}
