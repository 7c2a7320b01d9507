import Box from '@cloudscape-design/components/box'

import type { WebhookView } from '../../api/views.ts'

/** The display names of resources and actions. */
export type Names = { resource: (type: string) => string; action: (action: string) => string }

type Props = { webhook: Pick<WebhookView, 'resource' | 'actions'>; nameOf: Names }

export function EventTypesCell({ webhook: { resource, actions }, nameOf }: Props) {
  return (
    <>
      <div>{nameOf.resource(resource)}</div>
      <Box variant="small">{actions.map(nameOf.action).join(', ')}</Box>
    </>
  )
}
