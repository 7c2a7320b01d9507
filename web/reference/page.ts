import type { ApiDocument, Schema } from './document.ts'
import { inline, type Markup, markup, paragraphs } from './markup.ts'
import { operationSection, type PathOperation } from './operation.ts'
import { receiverRequests } from './receiver-requests.ts'
import { fields } from './schema.ts'

/** No scripts. A host can only make this policy stricter. */
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

/** The API reference as one HTML page. */
export function referencePage(document: ApiDocument): string {
  const { title, version } = document.info
  const { text } = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="${policy}" />
<title>${title} API reference</title>
<link rel="icon" href="icon.svg" />
<link rel="stylesheet" href="layout.css" />
<link rel="stylesheet" href="content.css" />
</head>
<body>
<header><a href="../">${title}</a> <span>API reference, version ${version}</span></header>
${main(document)}
</body>
</html>
`
  return text
}

function main(document: ApiDocument): Markup {
  const { info, tags, components } = document
  const groups = tags.map((tag) => ({ ...tag, operations: operationsOf(document, tag.name) }))
  const sections = groups.map(
    ({ name, description, operations }) => markup`<h2 id="${idOf(name)}">${name}</h2>
${paragraphs(description)}${operations.map((entry) => operationSection(entry, components))}`,
  )
  const schemas = Object.entries(components.schemas)
  return markup`<nav aria-label="Operations">
${groups.map(({ name, operations }) => navigation(name, operations))}<p><a href="#receivers">What receivers get</a></p>
<p><a href="#schemas">Schemas</a></p>
</nav>
<main>
<h1>${info.title} API</h1>
<p>On one machine, the API has the address of this page; on AWS, the deployment prints it as <code>ApiUrl</code>. <code>GET /openapi.json</code> is this reference for programs.</p>
${paragraphs(info.description)}${authentication(components)}${sections}${receiverRequests(document)}<h2 id="schemas">Schemas</h2>
${schemas.map(([name, schema]) => schemaSection(name, schema))}</main>`
}

function operationsOf({ paths }: ApiDocument, tag: string): PathOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags[0] === tag)
      .map(([method, operation]) => ({ path, method, operation })),
  )
}

function navigation(name: string, operations: readonly PathOperation[]): Markup {
  const links = operations.map(
    ({ operation }) =>
      markup`<li><a href="#${operation.operationId}">${operation.summary}</a></li>\n`,
  )
  return markup`<p><a href="#${idOf(name)}">${name}</a></p>
<ul>
${links}</ul>
`
}

function authentication({ securitySchemes }: ApiDocument['components']): Markup {
  const all = Object.entries(securitySchemes).map(
    ([name, { description }]) =>
      markup`<dt><code>${name}</code></dt><dd>${inline(description)}</dd>\n`,
  )
  return markup`<h2 id="authentication">Authentication</h2>
<dl>
${all}</dl>
`
}

function schemaSection(name: string, schema: Schema): Markup {
  return markup`<section id="schema-${name}">
<h3>${name}</h3>
${paragraphs(schema.description)}${fields(schema)}</section>
`
}

function idOf(tag: string): string {
  return tag.toLowerCase().replaceAll(' ', '-')
}
