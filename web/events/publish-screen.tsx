import Alert from '@cloudscape-design/components/alert'

import { useCan } from '../api/me.ts'
import { useResources } from '../api/resources.ts'
import { useAllWebhooks } from '../api/webhook-names.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { Loaded } from '../shared/loaded.tsx'
import { useText } from '../text/use-text.ts'
import { PublishForm } from './publish-form.tsx'

export function Component() {
  const { events: text, layout } = useText()
  const can = useCan()
  const resources = useResources()
  const webhooks = useAllWebhooks()
  return (
    <Screen
      title={text.title}
      crumbs={settingsCrumbs(layout)}
      description={text.explained}
      kind="form"
    >
      {can.publish ? (
        <Loaded query={resources}>
          {(all) => (
            <Loaded query={webhooks}>
              {(known) => <PublishForm resources={all} webhooks={known} />}
            </Loaded>
          )}
        </Loaded>
      ) : (
        <Alert type="info">{text.notAllowed}</Alert>
      )}
    </Screen>
  )
}
