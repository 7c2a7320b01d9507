import Alert from '@cloudscape-design/components/alert'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useParams } from 'react-router'

import './log.css'

import { useDelivery } from '../api/delivery.ts'
import { statusOf } from '../api/api-error.ts'
import { useCan } from '../api/me.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { places } from '../common/paths.ts'
import { Screen } from '../app/screen.tsx'
import { Loaded } from '../shared/loaded.tsx'
import { useText } from '../text/use-text.ts'
import { useWhatHappened } from './cells.tsx'
import { Attempts } from './delivery/attempts.tsx'
import { DeliveredEvent } from './delivery/delivered-event.tsx'
import { Overview } from './delivery/overview.tsx'
import { Retry } from './retry.tsx'

/** Everything about one delivery; kept as it is now while it is pending. */
export function Component() {
  const text = useText()
  const { id = '' } = useParams()
  const can = useCan()
  const whatHappened = useWhatHappened()
  const query = useDelivery(id)
  const { data } = query
  const crumbs = [...settingsCrumbs(text.layout), { text: text.log.title, place: places.log }]
  const title = data === undefined ? text.deliveryPage.overview : whatHappened(data)
  return (
    <Screen
      title={title}
      crumbs={crumbs}
      description={id}
      actions={data !== undefined && can.change && <Retry id={id} />}
    >
      {statusOf(query.error) === 404 ? (
        <Alert type="info">{text.deliveryPage.notThere}</Alert>
      ) : (
        <Loaded query={query}>
          {(delivery) => (
            <SpaceBetween size="l">
              <Overview delivery={delivery} />
              <Attempts delivery={delivery} />
              <DeliveredEvent uuid={delivery.event.uuid} />
            </SpaceBetween>
          )}
        </Loaded>
      )}
    </Screen>
  )
}
