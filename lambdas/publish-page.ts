import type { CloudFormationCustomResourceEvent } from 'aws-lambda'
import * as z from 'zod'

import type { Log } from '../core/ports.ts'
import { cacheControl, contentTypes } from '../core/response-headers.ts'

/** A published file, with its content type and cache control. */
export type PageFile = { name: string; body: Buffer; type: string; cache: string }

/** The response of a CloudFormation custom resource. */
export type StackResponse = {
  Status: 'SUCCESS' | 'FAILED'
  Reason?: string
  PhysicalResourceId: string
} & Pick<CloudFormationCustomResourceEvent, 'StackId' | 'RequestId' | 'LogicalResourceId'>

export type PublishPagePorts = {
  /** The built page's files, by name: `assets/index-1a2b3c4d.js`. */
  readPage: () => Promise<ReadonlyMap<string, Buffer>>
  put: (file: PageFile) => Promise<void>
  /** Deletes all files. */
  clear: () => Promise<void>
  respond: (url: string, response: StackResponse) => Promise<void>
  log: Log
}

const Properties = z.object({
  /** The page's configuration in this deployment: `config.json`. */
  config: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])),
  /** The origins that the page calls. */
  origins: z.array(z.string()),
})

/**
 * Publishes the page when the stack is deployed, and deletes it with the stack. It always responds,
 * as CloudFormation would wait for the response.
 */
export function publishPageHandler(ports: PublishPagePorts) {
  return async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    const reason = await (event.RequestType === 'Delete' ? ports.clear() : publish(event, ports))
      .then(() => undefined)
      .catch(String)
    const { StackId, RequestId, LogicalResourceId } = event
    if (reason !== undefined) ports.log({ level: 'ERROR', message: reason, RequestId })
    await ports.respond(event.ResponseURL, {
      Status: reason === undefined ? 'SUCCESS' : 'FAILED',
      ...(reason !== undefined && { Reason: reason.slice(0, maxReasonLength) }),
      PhysicalResourceId: 'page', // constant, as CloudFormation deletes a replaced id
      ...{ StackId, RequestId, LogicalResourceId },
    })
  }
}

/** CloudFormation accepts responses of up to 4 KB. */
const maxReasonLength = 1_000

/** Existing files stay, as pages that are open in a browser still load them. */
async function publish(
  { ResourceProperties }: CloudFormationCustomResourceEvent,
  { readPage, put }: PublishPagePorts,
): Promise<void> {
  const { config, origins } = Properties.parse(ResourceProperties)
  const page = new Map(await readPage()).set('config.json', Buffer.from(JSON.stringify(config)))
  const files = [...page].map(([name, body]) =>
    toPageFile(name, name === 'index.html' ? withOrigins(body, origins) : body),
  )
  const isHashed = ({ cache }: PageFile) => cache === cacheControl.hashed

  await Promise.all(files.filter(isHashed).map(put))
  // Last, as index.html refers to the hashed files.
  await Promise.all(files.filter((file) => !isHashed(file)).map(put))
}

/**
 * The index.html that may call only these origins. CloudFront's header allows every API of the
 * Region: it cannot name this one, whose CORS configuration names the distribution. Browsers apply
 * both policies.
 */
function withOrigins(html: Buffer, origins: readonly string[]): Buffer {
  const policy = `connect-src 'self' ${origins.join(' ')}`
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`
  const text = String(html)
  if (!text.includes('<head>')) throw new Error("Cannot publish 'index.html': it has no <head>")
  return Buffer.from(text.replace('<head>', `<head>${meta}`))
}

function toPageFile(name: string, body: Buffer): PageFile {
  const type = contentTypes[/\.(\w+)$/.exec(name)?.[1] ?? '']
  if (type === undefined) throw new Error(`Cannot publish '${name}': its content type is unknown`)
  const cache = name.startsWith('assets/') ? cacheControl.hashed : cacheControl.other
  return { name, body, type, cache }
}
