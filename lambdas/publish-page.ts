import type { CloudFormationCustomResourceEvent } from 'aws-lambda'
import * as z from 'zod'

import type { Log } from '../core/ports.ts'
import { cacheControl, contentTypes } from '../core/page-headers.ts'

/** A file as it is published, and what browsers are told of it. */
export type PageFile = { name: string; body: Buffer; type: string; cache: string }

/** What CloudFormation waits for. */
export type StackResponse = {
  Status: 'SUCCESS' | 'FAILED'
  Reason?: string
  PhysicalResourceId: string
} & Pick<CloudFormationCustomResourceEvent, 'StackId' | 'RequestId' | 'LogicalResourceId'>

export type PublishPagePorts = {
  /** The page as it was built, by the names of its files: `assets/index-1a2b3c4d.js`. */
  readPage: () => Promise<ReadonlyMap<string, Buffer>>
  put: (file: PageFile) => Promise<void>
  /** Removes whatever is there. */
  clear: () => Promise<void>
  answer: (url: string, answer: StackResponse) => Promise<void>
  log: Log
}

/** What the page is told of its deployment: `config.json`. */
const Properties = z.object({ config: z.record(z.string(), z.string()) })

/**
 * Puts the page where it is served from while the stack is deployed, and takes it away when the
 * stack goes. Whatever happens, CloudFormation is answered: else it waits.
 */
export function publishPageHandler(ports: PublishPagePorts) {
  return async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    const reason = await (event.RequestType === 'Delete' ? ports.clear() : publish(event, ports))
      .then(() => undefined)
      .catch(String)
    const { StackId, RequestId, LogicalResourceId } = event
    if (reason !== undefined) ports.log({ level: 'ERROR', message: reason, RequestId })
    await ports.answer(event.ResponseURL, {
      Status: reason === undefined ? 'SUCCESS' : 'FAILED',
      ...(reason !== undefined && { Reason: reason.slice(0, maxReasonLength) }),
      PhysicalResourceId: 'page', // always the same one: another would have this one cleared away
      ...{ StackId, RequestId, LogicalResourceId },
    })
  }
}

/** An answer has 4 KB. */
const maxReasonLength = 1_000

/** What was there before stays: a page that is open in a browser still asks for it. */
async function publish(
  { ResourceProperties }: CloudFormationCustomResourceEvent,
  { readPage, put }: PublishPagePorts,
): Promise<void> {
  const { config } = Properties.parse(ResourceProperties)
  const page = new Map(await readPage()).set('config.json', Buffer.from(JSON.stringify(config)))
  const files = [...page].map(([name, body]) => asPublished(name, body))
  const isHashed = ({ cache }: PageFile) => cache === cacheControl.hashed

  await Promise.all(files.filter(isHashed).map(put))
  await Promise.all(files.filter((file) => !isHashed(file)).map(put)) // index.html names the others
}

function asPublished(name: string, body: Buffer): PageFile {
  const type = contentTypes[/\.(\w+)$/.exec(name)?.[1] ?? '']
  if (type === undefined) throw new Error(`Cannot publish '${name}': its content is not known`)
  const cache = name.startsWith('assets/') ? cacheControl.hashed : cacheControl.other
  return { name, body, type, cache }
}
