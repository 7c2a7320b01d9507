import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'

import type { useSendTest } from '../../api/tests.ts'
import type { DeliveryDetail } from '../../api/views.ts'
import { href, paths } from '../../common/paths.ts'
import { Attempt } from '../../shared/attempt.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { explainReason, reasonOf } from '../../shared/reason.ts'
import { useText } from '../../text/use-text.ts'

/** The progress or the result of a test. */
export function TestResult({ test }: { test: ReturnType<typeof useSendTest> }) {
  const { webhookDetail: text } = useText()
  return (
    <div role="status">
      {test.isPending && (
        <>
          <Spinner /> {text.testSending}
        </>
      )}
      {test.isError && <ErrorAlert error={test.error} />}
      {test.data && <TestResponse delivery={test.data} />}
    </div>
  )
}

function TestResponse({ delivery: { id, attempts } }: { delivery: DeliveryDetail }) {
  const { webhookDetail: text, reasons } = useText()
  const attempt = attempts.at(-1)
  const reason = reasonOf(attempt)
  const link = <Link href={href(paths.delivery(id))}>{text.testDelivery}</Link>
  if (attempt === undefined) {
    return (
      <Alert type="info">
        {text.testPending} {link}
      </Alert>
    )
  }
  return (
    <Container footer={link}>
      <SpaceBetween size="m">
        {reason !== undefined && <Alert type="warning">{explainReason(reason, reasons)}</Alert>}
        <Attempt attempt={attempt} />
      </SpaceBetween>
    </Container>
  )
}
