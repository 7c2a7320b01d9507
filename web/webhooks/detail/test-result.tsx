import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'

import type { useSendTest } from '../../api/tests.ts'
import type { DeliveryDetail } from '../../api/views.ts'
import { href, places } from '../../common/paths.ts'
import { Attempt } from '../../shared/attempt.tsx'
import { becauseOf, causeInWords } from '../../shared/reason.ts'
import { ProblemAlert } from '../../shared/error-alert.tsx'
import { useText } from '../../text/use-text.ts'

/** What became of a test: it is on its way, or what the receiver answered. */
export function TestResult({ test }: { test: ReturnType<typeof useSendTest> }) {
  const { webhookDetail: text } = useText()
  return (
    <div role="status">
      {test.isPending && (
        <>
          <Spinner /> {text.testSending}
        </>
      )}
      {test.isError && <ProblemAlert error={test.error} />}
      {test.data && <Answer delivery={test.data} />}
    </div>
  )
}

function Answer({ delivery: { id, attempts } }: { delivery: DeliveryDetail }) {
  const { webhookDetail: text, causes } = useText()
  const attempt = attempts.at(-1)
  const reason = becauseOf(attempt)
  const link = <Link href={href(places.delivery(id))}>{text.testDelivery}</Link>
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
        {reason !== undefined && <Alert type="warning">{causeInWords(reason, causes)}</Alert>}
        <Attempt attempt={attempt} />
      </SpaceBetween>
    </Container>
  )
}
