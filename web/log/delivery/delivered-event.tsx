import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useEvent } from '../../api/events.ts'
import { statusOf } from '../../api/api-error.ts'
import { href, places } from '../../common/paths.ts'
import { Loaded } from '../../shared/loaded.tsx'
import { Verbatim } from '../../shared/code-block.tsx'
import { useText } from '../../text/use-text.ts'

/** What the event tells; its numbers as they were written. */
export function DeliveredEvent({ uuid }: { uuid: string }) {
  const { deliveryPage: text } = useText()
  const query = useEvent(uuid)
  return (
    <Container header={<Header variant="h2">{text.event}</Header>}>
      {statusOf(query.error) === 404 ? (
        <Alert type="info">{text.eventGone}</Alert>
      ) : (
        <Loaded query={query}>
          {({ content }) => (
            <SpaceBetween size="s">
              {content === undefined ? (
                <Box color="text-body-secondary">{text.noContent}</Box>
              ) : (
                <Verbatim name={text.content} text={content} />
              )}
              <Link href={href(places.event(uuid))}>{text.wholeEvent}</Link>
            </SpaceBetween>
          )}
        </Loaded>
      )}
    </Container>
  )
}
