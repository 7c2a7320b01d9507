import Button from '@cloudscape-design/components/button'

import { Dialog } from '../shared/dialog.tsx'
import { useText } from '../text/use-text.ts'
import { CreatedKey } from './created-key.tsx'
import { NewKeyForm } from './new-key-form.tsx'
import { useNewKey } from './use-new-key.ts'

const formId = 'new-api-key'

/** Creates an API key, then shows it in the same dialog, which only a button closes then. */
export function CreateApiKey({ onClose }: { onClose: () => void }) {
  const { apiKeys: text, common } = useText()
  const form = useNewKey()
  const { created, isPending } = form
  const close = () => {
    if (!isPending) onClose() // the response has the key
  }
  return (
    <Dialog
      title={created ? text.created : text.create}
      onClose={close}
      isPersistent={created !== undefined}
      buttons={
        created ? (
          <Button variant="primary" onClick={close}>
            {text.done}
          </Button>
        ) : (
          <>
            <Button variant="link" disabled={isPending} onClick={close}>
              {common.cancel}
            </Button>
            <Button variant="primary" form={formId} formAction="submit" loading={isPending}>
              {text.create}
            </Button>
          </>
        )
      }
    >
      {created ? <CreatedKey created={created} /> : <NewKeyForm id={formId} form={form} />}
    </Dialog>
  )
}
