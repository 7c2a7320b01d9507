import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { AttemptView, DeliveryDetail } from '../../api/views.ts'
import { AttemptOutcome } from '../../shared/attempt-outcome.tsx'
import { Attempt } from '../../shared/attempt.tsx'
import { formatMs } from '../../shared/format.ts'
import { explainReason, reasonOf } from '../../shared/reason.ts'
import { Timestamp } from '../../shared/timestamp.tsx'
import { useText } from '../../text/use-text.ts'
import { CompareAttempts } from './compare-attempts.tsx'
import { SentRequest } from './sent-request.tsx'

/** All attempts, the last one first and expanded. */
export function Attempts({ delivery }: { delivery: DeliveryDetail }) {
  const { deliveryPage: text } = useText()
  const { attempts, status } = delivery
  const newestFirst = attempts.toReversed()
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${attempts.length})`}>
          {text.attempts}
        </Header>
      }
    >
      {attempts.length === 0 && <Box color="text-body-secondary">{text.noAttempts}</Box>}
      <SpaceBetween size="m">
        {attempts.length > 1 && <CompareAttempts attempts={attempts} />}
        {newestFirst.map((attempt, index) => (
          <OneAttempt
            key={attempt.number}
            delivery={delivery}
            attempt={attempt}
            isOpen={index === 0}
            // The alert above explains the last one, unless the delivery succeeded since.
            isExplained={index > 0 || status === 'successful'}
          />
        ))}
      </SpaceBetween>
    </Container>
  )
}

type Props = {
  delivery: DeliveryDetail
  attempt: AttemptView
  isOpen: boolean
  isExplained: boolean
}

function OneAttempt({ delivery, attempt, isOpen, isExplained }: Props) {
  const { attempt: text, reasons } = useText()
  const { number, durationMs, startedAt, request } = attempt
  const reason = reasonOf(attempt)
  return (
    <ExpandableSection
      defaultExpanded={isOpen}
      headingTagOverride="h3"
      headerText={
        <span className="log-attempt">
          <span>{text.title(number)}</span>
          <AttemptOutcome attempt={attempt} /> <span>{formatMs(durationMs)}</span>
          <Timestamp at={startedAt} />
        </span>
      }
    >
      <SpaceBetween size="m">
        {isExplained && reason !== undefined && <Box>{explainReason(reason, reasons)}</Box>}
        <Attempt attempt={attempt} />
        {request && <SentRequest delivery={delivery} number={number} request={request} />}
      </SpaceBetween>
    </ExpandableSection>
  )
}
