import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'

import { useText } from '../../text/use-text.ts'
import { type CertificateDraft, certificateFields, removable } from './certificate-draft.ts'
import type { FormState } from './form-state.ts'

/** Client certificates and private authorities. Stored ones stay until they are replaced. */
export function CertificateFields({ draft, set, errors }: FormState) {
  const { common, webhookForm } = useText()
  const { certificates } = draft
  const change = (part: Partial<CertificateDraft>) =>
    set({ certificates: { ...certificates, ...part } })
  return (
    <SpaceBetween size="l">
      {certificateFields(draft).map(({ name, path, setting }) => (
        <FormField
          key={name}
          data-invalid={errors.at(path) !== undefined}
          label={
            <>
              {webhookForm.certificates[name]} <i>– {common.optional}</i>
            </>
          }
          description={webhookForm.certificateHints[name]}
          errorText={errors.at(path)}
        >
          <Textarea
            value={certificates[name]}
            rows={3}
            spellcheck={false}
            autoComplete={false}
            placeholder={
              certificates.stored.includes(setting) ? webhookForm.keepsStored : '-----BEGIN …'
            }
            onChange={({ detail }) => change({ [name]: detail.value })}
          />
        </FormField>
      ))}
      <Removals stored={certificates.stored} removed={certificates.removed} onChange={change} />
    </SpaceBetween>
  )
}

type RemovalsProps = Pick<CertificateDraft, 'stored' | 'removed'> & {
  onChange: (part: Pick<CertificateDraft, 'removed'>) => void
}

/** Which of the stored ones are removed. */
function Removals({ stored, removed, onChange }: RemovalsProps) {
  const { webhookForm: text } = useText()
  return removable
    .filter((name) => stored.includes(name))
    .map((name) => (
      <Checkbox
        key={name}
        checked={removed.includes(name)}
        onChange={({ detail }) =>
          onChange({
            removed: detail.checked ? [...removed, name] : removed.filter((one) => one !== name),
          })
        }
      >
        {text.removeStored(text.certificates[name])}
      </Checkbox>
    ))
}
