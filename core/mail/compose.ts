import { withoutCardNumbers } from '../events/card-data.ts'
import { cutTo } from '../values/cut-text.ts'
import { isCredential, mask, maskedLinks } from '../webhooks/url-credentials.ts'
import type { MailContent, MailKind } from './mail.ts'
import { english } from './templates/en.ts'
import type { FactsOf, MailWords, Templates } from './templates/template.ts'

/** By the language's code in ISO 639-1. */
const languages: Readonly<Record<string, Templates>> = { en: english }

/** A value is cut after this many characters: vendors and receivers send long messages. */
const maxValue = 500
const maxSubject = 150

/**
 * A mail in the language of the locale, such as `en_US`, or in English. `pageUrl` is the page's, without a
 * trailing slash.
 */
export function compose<Kind extends MailKind>(
  kind: Kind,
  facts: FactsOf[Kind],
  { pageUrl, locale }: { pageUrl: string; locale?: string | null | undefined },
): MailContent {
  const language = locale?.slice(0, 2).toLowerCase() ?? 'en'
  const template: (facts: FactsOf[Kind]) => MailWords = (languages[language] ?? english)[kind]
  const words = template(harmless(facts))
  const shown = words.facts.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [[label, value] as const],
  )
  const link = words.link && { label: words.link.label, url: `${pageUrl}/#${words.link.path}` }
  const parts = { ...words, facts: shown, link }
  return { subject: cutTo(maxSubject, words.subject), text: textOf(parts), html: htmlOf(parts) }
}

/** The facts without card numbers, credentials and line breaks, with a maximum length. */
function harmless<Facts extends object>(facts: Facts): Facts {
  const entries = Object.entries(facts).map(([name, value]) => [name, safeValue(value)])
  return Object.fromEntries(entries) as Facts
}

function safeValue(value: unknown): unknown {
  if (typeof value !== 'string') return value
  const line = value.replace(invisible, '').replace(/[\p{Cc}\p{Z}]+/gu, ' ')
  const safe = withoutCredentials(withoutCardNumbers(line))
  return safe.length > maxValue ? `${cutTo(maxValue, safe)}…` : safe
}

/** What hides a number from its search, or changes the direction of what follows. */
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

function withoutCredentials(line: string): string {
  return maskedLinks(line)
    .replace(/\b(Bearer|Basic) (?=\S*\d)[\w.~+/=-]{8,}/gi, `$1 ${mask}`)
    .replace(/([\w-]+)=[^\s&;,]+/g, (pair, name: string) =>
      isCredential(name) ? `${name}=${mask}` : pair,
    )
}

type Parts = Omit<MailWords, 'facts' | 'link'> & {
  facts: (readonly [string, string])[]
  link: { label: string; url: string } | undefined
}

function textOf({ paragraphs, facts, link, footer }: Parts): string {
  const lines = facts.map(([label, value]) => `${label}: ${value}`)
  const blocks = [...paragraphs, lines.join('\n'), link && `${link.label}: ${link.url}`, footer]
  return `${blocks.filter((block) => block !== undefined && block !== '').join('\n\n')}\n`
}

/** Inline styles, as mail programs drop style sheets. */
function htmlOf({ subject, paragraphs, facts, link, footer }: Parts): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="padding:2px 16px 2px 0;color:#5f6b7a;vertical-align:top;white-space:nowrap">${escaped(label)}</td>` +
      `<td style="padding:2px 0;overflow-wrap:anywhere">${escaped(value)}</td></tr>`,
  )
  return [
    `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#0f141a">',
    `<h1 style="font-size:20px;margin:0 0 16px">${escaped(subject)}</h1>`,
    ...paragraphs.map((text) => `<p style="margin:0 0 16px">${escaped(text)}</p>`),
    ...(rows.length === 0 ? [] : [`<table style="margin:0 0 16px">${rows.join('')}</table>`]),
    ...(link ? [`<p><a href="${escaped(link.url)}">${escaped(link.label)}</a></p>`] : []),
    `<p style="margin:24px 0 0;font-size:13px;color:#5f6b7a">${escaped(footer)}</p>`,
    '</body></html>',
  ].join('')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
