import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'

import { useChangeWebhook } from '../../api/change-webhooks.ts'
import type { WebhookView } from '../../api/views.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { useWebhook } from '../../api/webhooks.ts'
import { webhooksCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { href, paths } from '../../common/paths.ts'
import { Loaded } from '../../shared/loaded.tsx'
import { ManagersOnly } from '../../shared/managers-only.tsx'
import { notify } from '../../shared/notify.ts'
import { useText } from '../../text/use-text.ts'
import { changeBody } from './body.ts'
import { type Draft, draftOf, rebased, replacementDraft } from './draft.ts'
import { StoredAuthentication } from './stored-authentication.tsx'
import { WebhookForm } from './webhook-form.tsx'

export function Component() {
  const { layout, webhookForm } = useText()
  const { id = '' } = useParams()
  const webhook = useWebhook(id)
  const crumbs = [
    ...webhooksCrumbs(layout),
    { text: webhook.data ? webhookName(webhook.data) : id, path: paths.webhook(id) },
  ]
  return (
    <Screen title={webhookForm.editTitle} crumbs={crumbs} kind="form">
      <ManagersOnly>
        <Loaded query={webhook}>{(read) => <Editing key={read.id} webhook={read} />}</Loaded>
      </ManagersOnly>
    </Screen>
  )
}

/** Edits the version that was opened. Later changes by others are applied only by `rebase`. */
function Editing({ webhook: newest }: { webhook: WebhookView }) {
  const { webhooks } = useText()
  const { mutateAsync } = useChangeWebhook()
  const [webhook, setWebhook] = useState(newest)
  const [params] = useSearchParams()
  const isReplacing = params.get('replace') === 'authentication'
  const initialOf = (one: WebhookView): Draft =>
    isReplacing ? { ...draftOf(one), authentication: replacementDraft(one) } : draftOf(one)
  const save = async (draft: Draft) => {
    const change = changeBody(draft, draftOf(webhook))
    if (Object.keys(change).length > 0) {
      const saved = await mutateAsync({ webhook, change })
      const content = webhooks.saved(webhookName(saved))
      notify({ type: 'success', content, about: webhook.id })
    }
    return paths.webhook(webhook.id)
  }
  const rebase = (draft: Draft) => {
    setWebhook(newest)
    return rebased(draft, initialOf(webhook), initialOf(newest))
  }
  return (
    <WebhookForm
      draftKey={[webhook.id, webhook.version, isReplacing].join()}
      initial={initialOf(webhook)}
      save={save}
      rebase={rebase}
      back={href(paths.webhook(webhook.id))}
      authentication={(state) => <StoredAuthentication webhook={webhook} {...state} />}
    />
  )
}
