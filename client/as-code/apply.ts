import type { Postrider } from '../postrider.ts'
import type { Step } from './plan.ts'
import type { WebhookView } from './entry.ts'

/** The result of a step: `problem` is why the API refused it; `warnings` is what may be wrong though it is saved. */
export type Applied = { step: Step; problem?: string; warnings: readonly string[] }

/** Every webhook of the marketplace. */
export async function readWebhooks(api: Postrider): Promise<WebhookView[]> {
  const found: WebhookView[] = []
  let cursor: string | undefined
  do {
    const query = { limit: 100, ...(cursor !== undefined && { cursor }) }
    const { data, error } = await api.GET('/webhooks', { params: { query } })
    if (error !== undefined) throw new Error(`Cannot read the webhooks: ${problemText(error)}`)
    found.push(...data.items)
    cursor = data.cursor
  } while (cursor !== undefined)
  return found
}

type ApplyPorts = {
  api: Postrider
  /** What people read about an error of the API, or about a request without a response. */
  describe?: (error: unknown) => string
}

/** Applies one step after the other. A refused one does not stop the others. */
export async function applySteps(
  steps: readonly Step[],
  { api, describe = problemText }: ApplyPorts,
): Promise<Applied[]> {
  const applied: Applied[] = []
  for (const step of steps) {
    const { error, data } = await applyStep(step, api).catch(failedWith)
    const problem = error === undefined ? {} : { problem: describe(error) }
    applied.push({ step, ...problem, warnings: data?.warnings ?? [] })
  }
  return applied
}

/** What the API responds: its error, or the webhook as it is now. */
type Answer = { error?: unknown; data?: Pick<WebhookView, 'warnings'> | undefined }

function failedWith(error: unknown): Answer {
  return { error }
}

/** A webhook that was changed since it was read is not changed. */
async function applyStep(step: Step, api: Postrider): Promise<Answer> {
  if (step.kind === 'unchanged') return {}
  if (step.kind === 'create') {
    const header = { 'Idempotency-Key': crypto.randomUUID() }
    return api.POST('/webhooks', { params: { header }, body: step.body as never })
  }
  const { id, version } = step.webhook
  const params = { path: { id }, header: { 'If-Match': `"${version}"` } }
  if (step.kind === 'delete') return api.DELETE('/webhooks/{id}', { params })
  return api.PATCH('/webhooks/{id}', { params, body: step.body as never })
}

/** The detail of a problem names the fields that are wrong. */
function problemText(error: unknown): string {
  const { detail = String(error) } = error as { detail?: string }
  return detail
}
