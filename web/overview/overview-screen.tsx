import SpaceBetween from '@cloudscape-design/components/space-between'

import type { DataSource } from '../api/data-source.ts'
import { requestLatestFailures } from '../api/deliveries.ts'
import type { WebhookView } from '../api/views.ts'
import { requestAllWebhooks, useAllWebhooks } from '../api/webhook-names.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { Loaded } from '../shared/loaded.tsx'
import { useText } from '../text/use-text.ts'
import { Attention } from './attention.tsx'
import { FirstSteps } from './first-steps.tsx'
import { LastDay } from './last-day.tsx'
import { LatestFailures, maxFailures } from './latest-failures.tsx'

const pollMs = 10_000

export function requestData(source: DataSource): Promise<unknown> {
  return Promise.all([requestAllWebhooks(source), requestLatestFailures(source, maxFailures)])
}

/** The first screen: how many deliveries succeed and fail, and which webhooks need attention. */
export function Component() {
  const { layout, overview: text } = useText()
  const webhooks = useAllWebhooks(pollMs)
  return (
    <Screen title={text.title} crumbs={settingsCrumbs(layout)} description={text.description}>
      <Loaded query={webhooks}>
        {(all) => (all.length === 0 ? <FirstSteps /> : <Marketplace webhooks={all} />)}
      </Loaded>
    </Screen>
  )
}

function Marketplace({ webhooks }: { webhooks: readonly WebhookView[] }) {
  return (
    <SpaceBetween size="l">
      <LastDay webhooks={webhooks} />
      <Attention webhooks={webhooks} />
      <LatestFailures />
    </SpaceBetween>
  )
}
