import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { AttemptView, DeliveryDetail } from '../../api/views.ts'
import { Attempt } from '../../shared/attempt.tsx'
import { AttemptOutcome } from '../../shared/attempt-outcome.tsx'
import { becauseOf, causeInWords } from '../../shared/reason.ts'
import { inMs } from '../../shared/format.ts'
import { Moment } from '../../shared/timestamp.tsx'
import { useText } from '../../text/use-text.ts'

/** Every attempt, the last one first and open. */
export function Attempts({ delivery: { attempts, status } }: { delivery: DeliveryDetail }) {
  const { deliveryPage: text } = useText()
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
        {newestFirst.map((attempt, index) => (
          <OneAttempt
            key={attempt.number}
            attempt={attempt}
            isOpen={index === 0}
            // Why the last one failed is said above them, while that is how the delivery stands.
            isExplained={index > 0 || status === 'successful'}
          />
        ))}
      </SpaceBetween>
    </Container>
  )
}

type Props = { attempt: AttemptView; isOpen: boolean; isExplained: boolean }

function OneAttempt({ attempt, isOpen, isExplained }: Props) {
  const { attempt: text, causes } = useText()
  const { number, durationMs, startedAt } = attempt
  const reason = becauseOf(attempt)
  return (
    <ExpandableSection
      defaultExpanded={isOpen}
      headingTagOverride="h3"
      headerText={
        <span className="log-attempt">
          <span>{text.title(number)}</span>
          <AttemptOutcome attempt={attempt} /> <span>{inMs(durationMs)}</span>
          <Moment at={startedAt} />
        </span>
      }
    >
      <SpaceBetween size="m">
        {isExplained && reason !== undefined && <Box>{causeInWords(reason, causes)}</Box>}
        <Attempt attempt={attempt} />
      </SpaceBetween>
    </ExpandableSection>
  )
}
