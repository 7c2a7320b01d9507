import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { statusOf } from '../../api/api-error.ts'
import type { IntegrationView, ProductView } from '../../api/integration-views.ts'
import { href, paths } from '../../common/paths.ts'
import { toMessage } from '../../shared/error-alert.tsx'
import { FormFrame } from '../../shared/form-frame.tsx'
import { RestoredDraft } from '../../shared/restored-draft.tsx'
import { UnsavedChanges } from '../../shared/unsaved-changes.tsx'
import { draftStore, useDraft } from '../../shared/use-draft.ts'
import { useText } from '../../text/use-text.ts'
import { Authentication } from './authentication.tsx'
import type { Draft } from './draft.ts'
import { EndpointFields } from './endpoint-fields.tsx'
import type { FormState } from './form-state.ts'
import { OptionFields } from './option-fields.tsx'
import { useSaveIntegration } from './use-save-integration.ts'

const drafts = draftStore<Draft>()

type Props = {
  product: ProductView
  integration: IntegrationView | null
  initial: Draft
  /** Saves the draft and resolves with the path to navigate to. */
  save: (draft: Draft) => Promise<string>
  /** Discards the draft for the newest version. */
  reload: () => void
}

export function IntegrationForm({ product, integration, initial, save, reload }: Props) {
  const { integrationForm } = useText()
  const key = `${product.id} ${product.version}`
  const saved = useDraft(drafts, { key, initial })
  const { draft, setDraft } = saved
  const saving = useSaveIntegration(saved, save)
  const state: FormState = {
    draft,
    set: (change) => {
      setDraft({ ...draft, ...change })
      saving.clear(Object.keys(change))
    },
    errorAt: saving.errorAt,
  }
  const discard = () => {
    saved.markClean()
    reload()
  }
  return (
    <>
      <UnsavedChanges
        markClean={saved.markClean}
        isDirty={() => !saving.isSaving && saved.isDirty()}
      />
      <FormFrame
        form={saving.form}
        submit={saving.submit}
        save={integrationForm.save}
        back={href(paths.product(product.id))}
        isSaving={saving.isSaving}
        alert={saving.hasFailed && <SaveError error={saving.otherError} reload={discard} />}
      >
        <RestoredDraft isRestored={saved.isRestored} reset={saved.reset} />
        <EndpointFields {...state} />
        <Authentication {...state} stored={integration?.authentication} />
        <OptionFields {...state} />
      </FormFrame>
    </>
  )
}

type ErrorProps = { error: unknown; reload: () => void }

function SaveError({ error, reload }: ErrorProps) {
  const text = useText()
  const { integrationForm } = text
  if (error === undefined) return integrationForm.needsAttention
  if (statusOf(error) !== 412) return toMessage(error, text)
  return (
    <SpaceBetween size="xs">
      {integrationForm.stale}
      <Button formAction="none" onClick={reload}>
        {integrationForm.reload}
      </Button>
    </SpaceBetween>
  )
}
