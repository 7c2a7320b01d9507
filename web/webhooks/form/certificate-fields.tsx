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
      {removable
        .filter((name) => certificates.stored.includes(name))
        .map((name) => (
          <Checkbox
            key={name}
            checked={certificates.removed.includes(name)}
            onChange={({ detail }) =>
              change({
                removed: detail.checked
                  ? [...certificates.removed, name]
                  : certificates.removed.filter((one) => one !== name),
              })
            }
          >
            {webhookForm.removeStored(webhookForm.certificates[name])}
          </Checkbox>
        ))}
    </SpaceBetween>
  )
}
