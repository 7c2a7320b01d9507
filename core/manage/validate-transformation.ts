import type { FieldError } from '../values/validation-errors.ts'
import type { Payload } from '../webhooks/endpoint-options.ts'
import type { WebhookChange } from '../webhooks/webhook-input.ts'
import type { TransformationPorts } from '../webhooks/transformation.ts'

type After = {
  marketplace: string
  payload?: Payload | null
  transformation?: string | null
}

/** The errors of a transformation: it is not JSONata, or the payload is `THIN`. */
export async function transformationErrors(
  { marketplace, payload, transformation }: After,
  { evaluate }: TransformationPorts,
): Promise<FieldError[]> {
  if (transformation === undefined || transformation === null) return []
  const path = 'transformation'
  if (payload === 'THIN') return [{ path, message: 'is not possible with the payload THIN' }]

  const parsed = await evaluate({ owner: marketplace, expression: transformation })
  if ('json' in parsed) return []
  const { reason, position } = parsed
  const at = position === undefined ? '' : ` at position ${position}`
  return [{ path, message: `cannot be parsed${at}: ${reason}` }]
}

/** The same for a change of a webhook; a transformation that stays was parsed when it was set. */
export async function changedTransformationErrors(
  { payload, transformation }: Pick<WebhookChange, 'payload' | 'transformation'>,
  after: After,
  ports: TransformationPorts,
): Promise<FieldError[]> {
  const isChanged = payload !== undefined || transformation !== undefined
  return isChanged ? transformationErrors(after, ports) : []
}
