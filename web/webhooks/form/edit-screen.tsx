import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'

import { useChangeWebhook } from '../../api/change-webhooks.ts'
import type { WebhookView } from '../../api/views.ts'
import { useWebhook } from '../../api/webhooks.ts'
import { webhooksCrumbs } from '../../app/crumbs.ts'
import { notify } from '../../shared/notify.ts'
import { href, places } from '../../common/paths.ts'
import { Screen } from '../../app/screen.tsx'
import { Loaded } from '../../shared/loaded.tsx'
import { ManagersOnly } from '../../shared/managers-only.tsx'
import { useText } from '../../text/use-text.ts'
import { changeBody } from './body.ts'
import { type Draft, draftOf, rebased, replacing } from './draft.ts'
import { KeptAuthentication } from './stored-authentication.tsx'
import { WebhookForm } from './webhook-form.tsx'

/** Changes a webhook. */
export function Component() {
  const { layout, webhookForm } = useText()
  const { id = '' } = useParams()
  const webhook = useWebhook(id)
  const crumbs = [
    ...webhooksCrumbs(layout),
    { text: webhook.data?.url ?? id, place: places.webhook(id) },
  ]
  return (
    <Screen title={webhookForm.editTitle} crumbs={crumbs} kind="form">
      <ManagersOnly>
        <Loaded query={webhook}>{(read) => <Editing key={read.id} webhook={read} />}</Loaded>
      </ManagersOnly>
    </Screen>
  )
}

/** As it was when it was opened: what others change meanwhile is mixed in only when that is wished. */
function Editing({ webhook: newest }: { webhook: WebhookView }) {
  const { webhooks } = useText()
  const { mutateAsync } = useChangeWebhook()
  const [webhook, setWebhook] = useState(newest)
  const [params] = useSearchParams()
  const isReplacing = params.get('replace') === 'authentication'
  const initialOf = (one: WebhookView): Draft =>
    isReplacing ? { ...draftOf(one), authentication: replacing(one) } : draftOf(one)
  const save = async (draft: Draft) => {
    const change = changeBody(draft, draftOf(webhook))
    if (Object.keys(change).length > 0) {
      const { url } = await mutateAsync({ webhook, change })
      notify({ type: 'success', content: webhooks.saved(url), about: webhook.id })
    }
    return places.webhook(webhook.id)
  }
  const rebase = (draft: Draft) => {
    setWebhook(newest)
    return rebased(draft, initialOf(webhook), initialOf(newest))
  }
  return (
    <WebhookForm
      of={[webhook.id, webhook.version, isReplacing].join()}
      initial={initialOf(webhook)}
      save={save}
      rebase={rebase}
      back={href(places.webhook(webhook.id))}
      authentication={(state) => <KeptAuthentication webhook={webhook} {...state} />}
    />
  )
}
