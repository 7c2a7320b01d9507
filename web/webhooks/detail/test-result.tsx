import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'

import { useDelivery } from '../../api/delivery.ts'
import type { useSendTest } from '../../api/tests.ts'
import type { DeliveryDetail, WebhookView } from '../../api/views.ts'
import { href, paths } from '../../common/paths.ts'
import { Attempt } from '../../shared/attempt.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { explainReason, reasonOf } from '../../shared/reason.ts'
import { useText } from '../../text/use-text.ts'
import { Suggestion } from './suggestion.tsx'

/** The default of the router. */
const defaultLimitSeconds = 30

type Props = { test: ReturnType<typeof useSendTest>; webhook: WebhookView }

/** The progress or the result of a test. */
export function TestResult({ test, webhook }: Props) {
  const { webhookDetail: text } = useText()
  return (
    <div role="status">
      {test.isPending && (
        <>
          <Spinner /> {text.testSending}
        </>
      )}
      {test.isError && <ErrorAlert error={test.error} />}
      {test.data && <TestResponse delivery={test.data} webhook={webhook} />}
    </div>
  )
}

type ResponseProps = { delivery: DeliveryDetail; webhook: WebhookView }

/** Goes on asking until the attempt has ended. */
function TestResponse({ delivery, webhook }: ResponseProps) {
  const { webhookDetail: text, reasons } = useText()
  const { id } = delivery
  const { attempts } = useDelivery(id).data ?? delivery
  const attempt = attempts.at(-1)
  const reason = reasonOf(attempt)
  const link = <Link href={href(paths.delivery(id))}>{text.testDelivery}</Link>
  if (attempt === undefined) {
    return (
      <Alert type="info">
        {text.testPending(webhook.timeLimitSeconds ?? defaultLimitSeconds)} {link}
      </Alert>
    )
  }
  return (
    <Container footer={link}>
      <SpaceBetween size="m">
        {reason !== undefined && <Alert type="warning">{explainReason(reason, reasons)}</Alert>}
        {attempt.suggestion && <Suggestion webhook={webhook} suggestion={attempt.suggestion} />}
        <Attempt attempt={attempt} />
      </SpaceBetween>
    </Container>
  )
}
