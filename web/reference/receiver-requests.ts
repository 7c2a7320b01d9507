import type { ApiDocument, ReceiverRequest } from './document.ts'
import { inline, type Markup, markup } from './markup.ts'
import { parameters } from './operation.ts'
import { fields } from './schema.ts'

/** What receivers get. All event types share the headers and the responses. */
export function receiverRequests({ webhooks, components }: ApiDocument): Markup | undefined {
  const all = Object.entries(webhooks)
  const [first] = all
  if (first === undefined) return undefined
  const [, { post }] = first
  return markup`<h2 id="receivers">What receivers get</h2>
<p>A webhook sends each event as a <code>POST</code> to its URL. <code>GET /resources</code> describes the event types.</p>
${parameters(post, components)}<h4>Request body</h4>
<p><code>application/json</code>: a <a href="#schema-Notification">Notification</a>. Each event type says below what is its own.</p>
<h4>Responses</h4>
<ul>
${responses(post)}</ul>
<h3>Event types</h3>
${all.map(([type, request]) => eventType(type, request.post))}`
}

function body({ requestBody }: ReceiverRequest): Markup[] {
  return Object.values(requestBody.content).flatMap(({ schema }) => fields(schema))
}

function responses(request: ReceiverRequest): Markup[] {
  return Object.entries(request.responses).map(([status, { description }]) => {
    const name = status === 'default' ? 'any other' : status
    return markup`<li><code>${name}</code>: ${inline(description)}</li>\n`
  })
}

/** A link to the example opens it. */
function eventType(type: string, request: ReceiverRequest): Markup {
  const { description, requestBody } = request
  const examples = Object.values(requestBody.content).flatMap((one) => Object.values(one.examples))
  return markup`<details>
<summary><code>${type}</code></summary>
<p>${inline(description)}</p>
${body(request)}${examples.map(({ value }) => markup`<pre tabindex="0" id="event-${type}"><code>${JSON.stringify(value, null, 2)}</code></pre>\n`)}</details>
`
}
