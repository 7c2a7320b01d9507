import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { statusOf } from '../../api/api-error.ts'
import { useEvent } from '../../api/events.ts'
import type { DeliveryDetail } from '../../api/views.ts'
import { href, paths } from '../../common/paths.ts'
import { CodeBlock } from '../../shared/code-block.tsx'
import { Loaded } from '../../shared/loaded.tsx'
import { MaskedPaths } from '../../shared/masked-paths.tsx'
import { useText } from '../../text/use-text.ts'
import { CompareEvents } from './compare-events.tsx'

/** The content of the event, with its numbers unchanged. */
export function DeliveredEvent({ delivery }: { delivery: DeliveryDetail }) {
  const { uuid } = delivery.event
  const { deliveryPage: text } = useText()
  const query = useEvent(uuid)
  return (
    <Container header={<Header variant="h2">{text.event}</Header>}>
      {statusOf(query.error) === 404 ? (
        <Alert type="info">{text.eventExpired}</Alert>
      ) : (
        <Loaded query={query}>
          {({ content, masked }) => (
            <SpaceBetween size="s">
              {content === undefined ? (
                <Box color="text-body-secondary">{text.noContent}</Box>
              ) : (
                <CodeBlock name={text.content} text={content} />
              )}
              <MaskedPaths masked={masked} />
              <CompareEvents delivery={delivery} content={content} />
              <Link href={href(paths.event(uuid))}>{text.viewEvent}</Link>
            </SpaceBetween>
          )}
        </Loaded>
      )}
    </Container>
  )
}
