import { useSearchParams } from 'react-router'

import { useAddWebhook } from '../../api/change-webhooks.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { useWebhook } from '../../api/webhooks.ts'
import { webhooksCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { href, paths } from '../../common/paths.ts'
import { Loaded } from '../../shared/loaded.tsx'
import { ManagersOnly } from '../../shared/managers-only.tsx'
import { notify } from '../../shared/notify.ts'
import { useText } from '../../text/use-text.ts'
import { noAuthentication } from './authentication-draft.ts'
import { AuthenticationFields } from './authentication-fields.tsx'
import { newBody } from './body.ts'
import type { Draft } from './draft.ts'
import type { FormState } from './form-state.ts'
import { copyOf, draftFor } from './prefilled.ts'
import { WebhookForm } from './webhook-form.tsx'

/** An empty form, or one with the event type or the webhook of the URL. */
export function Component() {
  const { layout, webhookForm } = useText()
  const [params] = useSearchParams()
  const original = params.get('copy')
  return (
    <Screen title={webhookForm.addTitle} crumbs={webhooksCrumbs(layout)} kind="form">
      <ManagersOnly>
        {original === null ? (
          <Adding initial={draftFor(params.get('event') ?? '')} />
        ) : (
          <Copying key={original} id={original} />
        )}
      </ManagersOnly>
    </Screen>
  )
}

function Copying({ id }: { id: string }) {
  const { webhooks } = useText()
  const original = useWebhook(id)
  return (
    <Loaded query={original}>
      {(read) => (
        <Adding
          initial={copyOf(read, webhooks.copyOf(webhookName(read)))}
          draftKey={`copy,${read.id},${read.version}`}
        />
      )}
    </Loaded>
  )
}

type Props = { initial: Draft; draftKey?: string }

function Adding({ initial, draftKey }: Props) {
  const { webhooks } = useText()
  const { mutateAsync } = useAddWebhook()
  const save = async (draft: Draft) => {
    const created = await mutateAsync(newBody(draft))
    notify({ type: 'success', content: webhooks.created(webhookName(created)) })
    return created.eventBus === undefined ? paths.receiver(created.id) : paths.webhook(created.id)
  }
  return (
    <WebhookForm
      draftKey={draftKey ?? `new,${JSON.stringify(initial.subscriptions)}`}
      initial={initial}
      save={save}
      back={href(paths.webhooks)}
      authentication={newAuthentication}
    />
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
