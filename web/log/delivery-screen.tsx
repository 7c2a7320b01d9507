import Alert from '@cloudscape-design/components/alert'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useLocation, useParams } from 'react-router'

import './log.css'

import { statusOf } from '../api/api-error.ts'
import { useDelivery } from '../api/delivery.ts'
import { useCan } from '../api/me.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { paths } from '../common/paths.ts'
import { Loaded } from '../shared/loaded.tsx'
import { useText } from '../text/use-text.ts'
import { useEventTitle } from './cells.tsx'
import { Attempts } from './delivery/attempts.tsx'
import { DeliveredEvent } from './delivery/delivered-event.tsx'
import { Overview } from './delivery/overview.tsx'
import { SignatureCheck } from './delivery/signature-check.tsx'
import { Retry } from './retry.tsx'

/** One delivery, polled while it is pending. */
export function Component() {
  const text = useText()
  const { id = '' } = useParams()
  const can = useCan()
  const eventTitle = useEventTitle()
  const query = useDelivery(id)
  const { data } = query
  const { search } = useLocation() // the filters of the list that led here
  const log = { text: text.log.title, path: `${paths.log}${search}` }
  const crumbs = [...settingsCrumbs(text.layout), log]
  const title = data === undefined ? text.deliveryPage.overview : eventTitle(data)
  return (
    <Screen
      title={title}
      crumbs={crumbs}
      description={text.deliveryPage.deliveryId(id)}
      actions={data !== undefined && can.change && <Retry id={id} />}
    >
      {statusOf(query.error) === 404 ? (
        <Alert type="info">{text.deliveryPage.notFound}</Alert>
      ) : (
        <Loaded query={query}>
          {(delivery) => (
            <SpaceBetween size="l">
              <Overview delivery={delivery} />
              <Attempts delivery={delivery} />
              <DeliveredEvent delivery={delivery} />
              <SignatureCheck delivery={delivery} />
            </SpaceBetween>
          )}
        </Loaded>
      )}
    </Screen>
  )
}
