import { useAddWebhook } from '../../api/change-webhooks.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { webhooksCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { href, paths } from '../../common/paths.ts'
import { ManagersOnly } from '../../shared/managers-only.tsx'
import { notify } from '../../shared/notify.ts'
import { useText } from '../../text/use-text.ts'
import { noAuthentication } from './authentication-draft.ts'
import { AuthenticationFields } from './authentication-fields.tsx'
import { newBody } from './body.ts'
import { type Draft, emptyDraft } from './draft.ts'
import type { FormState } from './form-state.ts'
import { WebhookForm } from './webhook-form.tsx'

export function Component() {
  const { layout, webhooks, webhookForm } = useText()
  const { mutateAsync } = useAddWebhook()
  const save = async (draft: Draft) => {
    const created = await mutateAsync(newBody(draft))
    notify({ type: 'success', content: webhooks.created(webhookName(created)) })
    return paths.webhooks
  }
  return (
    <Screen title={webhookForm.addTitle} crumbs={webhooksCrumbs(layout)} kind="form">
      <ManagersOnly>
        <WebhookForm
          draftKey="new"
          initial={emptyDraft}
          save={save}
          back={href(paths.webhooks)}
          authentication={newAuthentication}
        />
      </ManagersOnly>
    </Screen>
  )
}

function newAuthentication({ draft, set, errors }: FormState) {
  const authentication = draft.authentication ?? noAuthentication
  return (
    <AuthenticationFields
      authentication={authentication}
      set={(change) => set({ authentication: { ...authentication, ...change } })}
      errors={errors}
    />
  )
}
