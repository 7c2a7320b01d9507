import Alert from '@cloudscape-design/components/alert'

import { WebhookLink } from '../shared/webhook-link.tsx'
import { useText } from '../text/use-text.ts'

type Props = { webhooks: readonly string[]; refused: readonly string[] }

/** The webhooks whose recoveries were started. Each has its progress on its page. */
export function StartedSeveral({ webhooks, refused }: Props) {
  const { recover: text } = useText()
  const started = webhooks.filter((id) => !refused.includes(id))
  return (
    <>
      <Alert type="success" header={text.startedSeveral(started.length)}>
        {text.startedExplained}
        <ul>
          {started.map((id) => (
            <li key={id}>
              <WebhookLink id={id} />
            </li>
          ))}
        </ul>
      </Alert>
      {refused.length > 0 && <Alert type="info">{text.refusedSeveral(refused.length)}</Alert>}
    </>
  )
}
