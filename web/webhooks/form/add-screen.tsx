import { useAddWebhook } from '../../api/change-webhooks.ts'
import { webhooksCrumbs } from '../../app/crumbs.ts'
import { notify } from '../../shared/notify.ts'
import { href, places } from '../../common/paths.ts'
import { Screen } from '../../app/screen.tsx'
import { ManagersOnly } from '../../shared/managers-only.tsx'
import { useText } from '../../text/use-text.ts'
import { AuthenticationFields } from './authentication-fields.tsx'
import { noAuthentication } from './authentication-draft.ts'
import { newBody } from './body.ts'
import { type Draft, emptyDraft } from './draft.ts'
import type { FormState } from './form-state.ts'
import { WebhookForm } from './webhook-form.tsx'

/** Adds a webhook. */
export function Component() {
  const { layout, webhooks, webhookForm } = useText()
  const { mutateAsync } = useAddWebhook()
  const save = async (draft: Draft) => {
    const { url } = await mutateAsync(newBody(draft))
    notify({ type: 'success', content: webhooks.created(url) })
    return places.webhooks
  }
  return (
    <Screen title={webhookForm.addTitle} crumbs={webhooksCrumbs(layout)} kind="form">
      <ManagersOnly>
        <WebhookForm
          of="new"
          initial={emptyDraft}
          save={save}
          back={href(places.webhooks)}
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
