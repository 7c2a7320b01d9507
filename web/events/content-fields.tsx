import Box from '@cloudscape-design/components/box'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useText } from '../text/use-text.ts'
import { hasContent } from './draft.ts'
import { JsonField } from '../shared/json-field.tsx'
import type { usePublishForm } from './use-publish-form.ts'

type Props = Pick<ReturnType<typeof usePublishForm>, 'draft' | 'change' | 'errorAt' | 'sample'>

/** The resource and its content. */
export function ContentFields({ draft, change, errorAt, sample }: Props) {
  const { events: text } = useText()
  const { uuid, url, content } = draft
  return (
    <SpaceBetween size="m">
      <FormField
        label={text.resourceId}
        description={text.resourceIdHint}
        errorText={errorAt('resource.uuid') ?? (uuid.trim() === '' && text.required)}
        stretch
      >
        <Input value={uuid} onChange={({ detail }) => change({ uuid: detail.value })} />
      </FormField>
      {hasContent(draft) ? (
        <SpaceBetween size="m">
          <FormField
            label={text.url}
            description={text.urlHint}
            errorText={errorAt('resource.url')}
            stretch
          >
            <Input
              value={url}
              inputMode="url"
              onChange={({ detail }) => change({ url: detail.value })}
            />
          </FormField>
          <JsonField
            label={text.content}
            hint={text.contentHint}
            value={content}
            sample={sample}
            error={errorAt('resource.content')}
            onChange={(typed) => change({ content: typed })}
          />
        </SpaceBetween>
      ) : (
        <Box color="text-body-secondary">{text.noContent}</Box>
      )}
    </SpaceBetween>
  )
}
