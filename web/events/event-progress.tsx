import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useEffect, useRef } from 'react'

import { useNewEvent } from '../api/events.ts'
import type { DeliverySummary, EventView } from '../api/views.ts'
import { href, paths } from '../common/paths.ts'
import { useNow } from '../shared/clock.ts'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { Loaded } from '../shared/loaded.tsx'
import { type Text, useText } from '../text/use-text.ts'
import { EventDeliveries } from './event-deliveries.tsx'
import { NotYet } from './not-yet.tsx'
import { UnwantedAlert } from './unwanted-alert.tsx'

/** Usually, an event is fanned out within this time. */
const notYetAfterMs = 6000

/** The deliveries of a published event, until all are finished. */
export function EventProgress({ uuid, at }: { uuid: string; at: number }) {
  const { events: text } = useText()
  const query = useNewEvent(uuid, at, notYetAfterMs)
  const isLate = useNow() - at > notYetAfterMs
  const container = useRef<HTMLDivElement>(null)
  useEffect(() => {
    container.current?.scrollIntoView({ behavior: 'smooth', block: 'nearest' })
  }, [])
  return (
    <div ref={container}>
      <Container header={<Header variant="h2">{text.progress}</Header>}>
        <Loaded query={query}>
          {(event) => (
            <SpaceBetween size="m">
              {query.error !== null && (
                <ErrorAlert error={query.error} tryAgain={() => void query.refetch()} />
              )}
              <div role="status">
                {event !== null ? (
                  <Progress {...event} />
                ) : isLate ? (
                  <NotYet uuid={uuid} checkAgain={() => void query.refetch()} />
                ) : (
                  <>
                    <Spinner /> {text.waiting}
                  </>
                )}
              </div>
              {event !== null && event.unwanted === undefined && (
                <EventDeliveries deliveries={event.deliveries} />
              )}
              {event !== null && <Link href={href(paths.event(uuid))}>{text.viewEvent}</Link>}
            </SpaceBetween>
          )}
        </Loaded>
      </Container>
    </div>
  )
}

function Progress({ deliveries, unwanted }: EventView) {
  const { events: text } = useText()
  if (unwanted === undefined) return progressText(deliveries, text)
  const add = <Button href={href(paths.newWebhook)}>{text.addWebhook}</Button>
  return <UnwantedAlert unwanted={unwanted} action={add} />
}

function progressText(deliveries: readonly DeliverySummary[], text: Text['events']): string {
  const pending = deliveries.filter(({ status }) => status === 'pending').length
  return pending === 0 ? text.finished(deliveries.length) : text.pending(pending, deliveries.length)
}
