import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useParams } from 'react-router'

import { statusOf } from '../api/api-error.ts'
import { type EventWithText, useEvent } from '../api/events.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { paths } from '../common/paths.ts'
import { useEventTitle } from '../log/cells.tsx'
import { CodeBlock } from '../shared/code-block.tsx'
import { CopyId } from '../shared/copy-id.tsx'
import { KeyValues } from '../shared/key-values.tsx'
import { Loaded } from '../shared/loaded.tsx'
import { MaskedPaths } from '../shared/masked-paths.tsx'
import { FullTimestamp } from '../shared/timestamp.tsx'
import { useText } from '../text/use-text.ts'
import { EventDeliveries } from './event-deliveries.tsx'
import { UnwantedAlert } from './unwanted-alert.tsx'

/** One event: its deliveries, and the body that receivers get; or why no webhook wanted it. */
export function Component() {
  const { events: text, layout } = useText()
  const { uuid = '' } = useParams()
  const eventTitle = useEventTitle()
  const query = useEvent(uuid)
  const title = query.data === undefined ? text.overview : eventTitle(query.data)
  return (
    <Screen
      title={title}
      crumbs={[...settingsCrumbs(layout), { text: text.list.title, path: paths.events }]}
      description={uuid}
    >
      {statusOf(query.error) === 404 ? (
        <Alert type="info">{text.notFound}</Alert>
      ) : (
        <Loaded query={query}>{(event) => <Parts {...event} />}</Loaded>
      )}
    </Screen>
  )
}

function Parts({ event, masked, deliveries, unwanted, text: body }: EventWithText) {
  const { events: text } = useText()
  const eventTime = new Date(event.timestamp).toISOString()
  return (
    <SpaceBetween size="l">
      {unwanted !== undefined && <UnwantedAlert unwanted={unwanted} />}
      <Container>
        <KeyValues
          columns={3}
          items={[
            { label: text.eventTime, value: <FullTimestamp at={eventTime} /> },
            { label: text.eventId, value: <CopyId name={text.eventId} value={event.uuid} /> },
            {
              label: text.resourceId,
              value: <CopyId name={text.resourceId} value={event.resource.uuid} />,
            },
          ]}
        />
      </Container>
      {/* Not in one fragment, between whose children SpaceBetween puts no space. */}
      {unwanted === undefined && (
        <Container header={<Header variant="h2">{text.deliveries(deliveries.length)}</Header>}>
          <EventDeliveries deliveries={deliveries} />
        </Container>
      )}
      {unwanted === undefined && (
        <Container header={<Header variant="h2">{text.requestBody}</Header>}>
          <SpaceBetween size="s">
            <CodeBlock name={text.requestBody} text={body} />
            <MaskedPaths masked={masked} />
          </SpaceBetween>
        </Container>
      )}
    </SpaceBetween>
  )
}
