import Alert from '@cloudscape-design/components/alert'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useParams } from 'react-router'

import { statusOf } from '../../api/api-error.ts'
import { useIntegrationEvent } from '../../api/integration-events.ts'
import type { IntegrationEventView } from '../../api/integration-views.ts'
import { useCan } from '../../api/me.ts'
import { integrationEventsCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { paths } from '../../common/paths.ts'
import { Loaded } from '../../shared/loaded.tsx'
import { useText } from '../../text/use-text.ts'
import { EventActions } from './event-actions.tsx'
import { EventBody } from './event-body.tsx'
import { Overview } from './overview.tsx'
import { Reads } from './reads.tsx'
import { Refusals } from './refusals.tsx'
import { ResultRequests } from './result-requests.tsx'
import { Result } from './result.tsx'
import { StateAlert } from './state-alert.tsx'
import { VendorCall } from './vendor-call.tsx'

/** One integration event, polled while it is pending: what both sides did. */
export function Component() {
  const { integrationEvents, integrationEventPage: text, layout } = useText()
  const { token = '' } = useParams()
  const { isOfVendor } = useCan()
  const query = useIntegrationEvent(token)
  const list = isOfVendor ? integrationEvents.title : integrationEvents.managersTitle
  return (
    <Screen
      title={query.data ? integrationEvents.types[query.data.type] : text.overview}
      crumbs={[
        ...integrationEventsCrumbs(layout, isOfVendor),
        { text: list, path: paths.integrationEvents },
      ]}
      description={token}
      actions={query.data && <EventActions event={query.data} />}
    >
      {statusOf(query.error) === 404 ? (
        <Alert type="info">{text.notFound}</Alert>
      ) : (
        <Loaded query={query}>{(event) => <Parts event={event} />}</Loaded>
      )}
    </Screen>
  )
}

function Parts({ event }: { event: IntegrationEventView }) {
  return (
    <SpaceBetween size="l">
      <StateAlert event={event} />
      <Overview event={event} />
      <Result event={event} />
      <VendorCall event={event} />
      <ResultRequests event={event} />
      <Reads event={event} />
      <Refusals event={event} />
      <EventBody token={event.token} />
    </SpaceBetween>
  )
}
