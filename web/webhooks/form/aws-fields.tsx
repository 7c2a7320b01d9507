import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

import { useAwsAccess } from '../../api/aws-access.ts'
import { CodeBlock } from '../../shared/code-block.tsx'
import { TextField } from '../../shared/text-field.tsx'
import { useText } from '../../text/use-text.ts'
import { type AwsAccess, permissionPolicy, trustPolicy } from './aws-policies.ts'
import type { Place } from './draft.ts'
import type { FormState } from './form-state.ts'

type Props = FormState & { place: Exclude<Place, 'url'>; conflict: ReactNode }

const examples = {
  eventBus: 'arn:aws:events:eu-central-1:123456789012:event-bus/orders',
  queue: 'arn:aws:sqs:eu-central-1:123456789012:orders',
}

/** An event bus or a queue, with the role that the router assumes. */
export function AwsFields({ draft, set, errors, place, conflict }: Props) {
  const { webhookForm } = useText()
  const access = useAwsAccess().data
  const arn = draft.url.trim() === '' ? examples[place] : draft.url.trim()
  return (
    <SpaceBetween size="l">
      {access?.isConfigured === false && (
        <Alert type="warning">{webhookForm.awsNotConfigured}</Alert>
      )}
      <TextField
        label={webhookForm.arns[place]}
        placeholder={examples[place]}
        value={draft.url}
        error={errors.at('url') ?? errors.at(`${place}.arn`) ?? errorOf(errors, place) ?? conflict}
        onChange={(url) => set({ url })}
      />
      <TextField
        label={webhookForm.roleArn}
        hint={webhookForm.roleArnHint}
        placeholder="arn:aws:iam::123456789012:role/postrider-orders"
        value={draft.roleArn}
        error={errors.at('roleArn') ?? errors.at(`${place}.roleArn`)}
        onChange={(roleArn) => set({ roleArn })}
      />
      {access && <Policies {...{ access, place, arn }} />}
    </SpaceBetween>
  )
}

type PoliciesProps = Pick<Props, 'place'> & { access: AwsAccess; arn: string }

/** The policies of the role, to be copied. */
function Policies({ access, place, arn }: PoliciesProps) {
  const { webhookForm } = useText()
  const policies = [
    { title: webhookForm.trustPolicy, text: trustPolicy(access) },
    { title: webhookForm.permissionPolicy, text: permissionPolicy(place, arn) },
  ]
  return (
    <ExpandableSection
      headerText={webhookForm.rolePolicies}
      headerDescription={webhookForm.rolePoliciesHint}
    >
      <SpaceBetween size="m">
        {policies.map(({ title, text }) => (
          <div key={title}>
            <Box variant="h4" tagOverride="h3" padding={{ bottom: 'xxs' }}>
              {title}
            </Box>
            <CodeBlock name={title} text={text} />
          </div>
        ))}
        {place === 'queue' && <Box color="text-body-secondary">{webhookForm.keyPermissions}</Box>}
      </SpaceBetween>
    </ExpandableSection>
  )
}

/** An error of the place itself; those in it are shown at their fields. */
function errorOf({ at }: FormState['errors'], place: Props['place']): string | undefined {
  const isInside = at(`${place}.arn`) !== undefined || at(`${place}.roleArn`) !== undefined
  return isInside ? undefined : at(place)
}
