import type { FieldError } from '../../values/validation-errors.ts'
import { maskedUrl, maskError, unmaskedUrl } from '../../webhooks/url-credentials.ts'
import { endpointNames, type Integration, type Ping } from '../product.ts'
import { maxUrlLength } from './integration-input.ts'

type Endpoints = Integration['endpoints']
type Pings = Integration['pings']

const names = [...endpointNames, 'DEFAULT'] as const

/** The endpoints as they are shown: the credentials in their URLs are masked. */
export function shownEndpoints(endpoints: Endpoints): Endpoints {
  return mapped(endpoints, maskedUrl)
}

/** The ping tests as they are shown. */
export function shownPings(pings: Pings): Pings {
  const shown = Object.entries(pings).map(([name, ping]: [string, Ping]) => [
    name,
    { ...ping, url: maskedUrl(ping.url) },
  ])
  return Object.fromEntries(shown) as Pings
}

/** The endpoints to store: a mask that was shown and is sent back stands for the value before. */
export function storedEndpoints(given: Endpoints = {}, before?: Integration): Endpoints {
  return mapped(given, (url, name) => {
    const known = before?.endpoints[name]
    return known === undefined ? url : unmaskedUrl(url, known)
  })
}

/** The errors of endpoints as they would be stored: a URL is too long, or still has a mask. */
export function storedEndpointErrors(endpoints: Endpoints): FieldError[] {
  return names.flatMap((name) => {
    const url = endpoints[name] ?? ''
    const isTooLong = url.length > maxUrlLength
    const message = isTooLong ? 'is too long with its masked values' : maskError(url)
    return message === undefined ? [] : [{ path: `endpoints.${name}`, message }]
  })
}

function mapped(
  endpoints: Endpoints,
  change: (url: string, name: (typeof names)[number]) => string,
): Endpoints {
  const changed = names.flatMap((name) => {
    const url = endpoints[name]
    return url === undefined ? [] : [[name, change(url, name)] as const]
  })
  return Object.fromEntries(changed)
}
