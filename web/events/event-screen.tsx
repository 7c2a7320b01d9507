import Alert from '@cloudscape-design/components/alert'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useParams } from 'react-router'

import { type EventRead, useEvent } from '../api/events.ts'
import { statusOf } from '../api/api-error.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { places } from '../common/paths.ts'
import { Screen } from '../app/screen.tsx'
import { useWhatHappened } from '../log/cells.tsx'
import { CopyId } from '../shared/copy-id.tsx'
import { Loaded } from '../shared/loaded.tsx'
import { FullMoment } from '../shared/timestamp.tsx'
import { Verbatim } from '../shared/code-block.tsx'
import { useText } from '../text/use-text.ts'
import { EventDeliveries } from './event-deliveries.tsx'

/** One event: what happened, what receivers get, and where it went. */
export function Component() {
  const { events: text, log, layout } = useText()
  const { uuid = '' } = useParams()
  const whatHappened = useWhatHappened()
  const query = useEvent(uuid)
  const title = query.data === undefined ? text.overview : whatHappened(query.data)
  return (
    <Screen
      title={title}
      crumbs={[...settingsCrumbs(layout), { text: log.title, place: places.log }]}
      description={uuid}
    >
      {statusOf(query.error) === 404 ? (
        <Alert type="info">{text.notThere}</Alert>
      ) : (
        <Loaded query={query}>{(read) => <Parts read={read} />}</Loaded>
      )}
    </Screen>
  )
}

function Parts({ read: { event, deliveries, text: verbatim } }: { read: EventRead }) {
  const { events: text } = useText()
  const happenedAt = new Date(event.timestamp).toISOString()
  return (
    <SpaceBetween size="l">
      <Container>
        <KeyValuePairs
          columns={3}
          items={[
            { label: text.happened, value: <FullMoment at={happenedAt} /> },
            { label: text.eventId, value: <CopyId name={text.eventId} value={event.uuid} /> },
            {
              label: text.resourceId,
              value: <CopyId name={text.resourceId} value={event.resource.uuid} />,
            },
          ]}
        />
      </Container>
      <Container header={<Header variant="h2">{text.deliveries(deliveries.length)}</Header>}>
        <EventDeliveries deliveries={deliveries} />
      </Container>
      <Container header={<Header variant="h2">{text.receivers}</Header>}>
        <Verbatim name={text.receivers} text={verbatim} />
      </Container>
    </SpaceBetween>
  )
}
