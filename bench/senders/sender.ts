import type { Api } from '../../test/support/router.ts'
import type { PublishRequest } from '../load-publisher.ts'

/** A program that sends webhooks, as the benchmark addresses it. Another one needs a file like this. */
export type Sender = {
  /** Starts it on an empty folder, in a process of its own; resolves when it accepts events. */
  start: (folder: string) => Promise<RunningSender>
}

export type RunningSender = {
  /** The process whose CPU time and memory are measured, with all its threads. */
  pid: number
  /** Adds a webhook that gets every event. */
  addWebhook: (url: string) => Promise<void>
  /** The request that publishes an event of 1.4 KB; `uuid-of-event` stands for its UUID. */
  publishRequest: () => Promise<PublishRequest>
  /** Its base URL, and its management API, for what only Postrider has. */
  url: string
  api?: Api
  stop: () => Promise<void>
}
