import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import { useRef, useState } from 'react'

import { useIssueCredential } from '../../api/integrations.ts'
import type { IssuedCredential } from '../../api/integration-views.ts'
import { ActionDialog } from '../../shared/action-dialog.tsx'
import { CodeBlock } from '../../shared/code-block.tsx'
import { Dialog } from '../../shared/dialog.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { UnsavedChanges } from '../../shared/unsaved-changes.tsx'
import { useText } from '../../text/use-text.ts'

type Props = { product: string; isFirst: boolean; onClose: () => void }

const defaultHours = '24'
const hours = ['0', '1', '24', '168'] as const

/** Issues credentials, then shows the secret in the same dialog, once. */
export function IssueCredential({ product, isFirst, onClose }: Props) {
  const { integration: text } = useText()
  const [keep, setKeep] = useState<string>(defaultHours)
  const { mutate, data: issued, error, isPending } = useIssueCredential(product)
  const issue = () => mutate(Number(keep))
  if (issued !== undefined) return <Issued credential={issued} onClose={onClose} />
  return (
    <ActionDialog
      title={isFirst ? text.issue : text.rotateTitle}
      action={isFirst ? text.issue : text.rotate}
      isPending={isPending}
      onAction={issue}
      onClose={() => {
        if (!isPending) onClose() // the response has the secret
      }}
    >
      {isFirst ? text.noCredentials : text.rotateExplained}
      {!isFirst && (
        <FormField label={text.keepPrevious}>
          <RadioGroup
            value={keep}
            items={hours.map((value) => ({ value, label: text.keepHours[value] }))}
            onChange={({ detail }) => setKeep(detail.value)}
          />
        </FormField>
      )}
      <ErrorAlert error={error} />
    </ActionDialog>
  )
}

type IssuedProps = { credential: IssuedCredential; onClose: () => void }

function Issued({ credential: { type, key, secret }, onClose }: IssuedProps) {
  const { integration: text } = useText()
  const isShown = useRef(true)
  return (
    <Dialog
      title={text.credentials}
      isPersistent
      onClose={onClose}
      buttons={
        <Button variant="primary" onClick={onClose}>
          {text.done}
        </Button>
      }
    >
      <UnsavedChanges
        isDirty={() => isShown.current}
        markClean={() => {
          isShown.current = false
        }}
        texts={{ title: text.loseSecret, explained: text.copyNowExplained }}
      />
      <Alert type="warning" header={text.copyNow}>
        {text.copyNowExplained}
      </Alert>
      <FormField stretch label={text.key[type]}>
        <CodeBlock name={text.key[type]} text={key} />
      </FormField>
      <FormField stretch label={text.secret[type]}>
        <CodeBlock name={text.secret[type]} text={secret} />
      </FormField>
    </Dialog>
  )
}
