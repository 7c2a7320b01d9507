/** Where an endpoint gets the address of the event. */
export const eventUrlParameter = 'eventUrl={eventUrl}'

/** The URL with this parameter at the end of its query, before its fragment. */
export function appendEventUrl(url: string): string {
  const [, base = '', fragment = ''] = /^([^#]*)(#.*)?$/s.exec(url.trim()) ?? []
  const separator = !base.includes('?') ? '?' : /[?&]$/.test(base) ? '' : '&'
  return `${base}${separator}${eventUrlParameter}${fragment}`
}
