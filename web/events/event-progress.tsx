import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'
import { useEffect, useRef } from 'react'

import { useNewEvent } from '../api/events.ts'
import type { DeliverySummary } from '../api/views.ts'
import { href, places } from '../common/paths.ts'
import { useNow } from '../shared/clock.ts'
import { Loaded } from '../shared/loaded.tsx'
import { ProblemAlert } from '../shared/error-alert.tsx'
import { type Text, useText } from '../text/use-text.ts'
import { EventDeliveries } from './event-deliveries.tsx'
import { Nobody } from './no-match.tsx'

/** So long it may take until the first webhook has its delivery. */
const unwantedAfterMs = 6000

/** Where a published event went: looked at until each of its deliveries has ended. */
export function Watch({ uuid, at }: { uuid: string; at: number }) {
  const { events: text } = useText()
  const query = useNewEvent(uuid, at, unwantedAfterMs)
  const isLate = useNow() - at > unwantedAfterMs
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.scrollIntoView({ behavior: 'smooth', block: 'nearest' })
  }, [])
  return (
    <div ref={place}>
      <Container header={<Header variant="h2">{text.watch}</Header>}>
        <Loaded query={query}>
          {(event) => (
            <SpaceBetween size="m">
              {query.error !== null && (
                <ProblemAlert error={query.error} tryAgain={() => void query.refetch()} />
              )}
              <div role="status">
                {event !== null ? (
                  standing(event.deliveries, text)
                ) : isLate ? (
                  <Nobody uuid={uuid} lookAgain={() => void query.refetch()} />
                ) : (
                  <>
                    <Spinner /> {text.looking}
                  </>
                )}
              </div>
              {event !== null && <EventDeliveries deliveries={event.deliveries} />}
              {event !== null && <Link href={href(places.event(uuid))}>{text.seeEvent}</Link>}
            </SpaceBetween>
          )}
        </Loaded>
      </Container>
    </div>
  )
}

function standing(deliveries: readonly DeliverySummary[], text: Text['events']): string {
  const left = deliveries.filter(({ status }) => status === 'pending').length
  return left === 0 ? text.done(deliveries.length) : text.underWay(left, deliveries.length)
}
