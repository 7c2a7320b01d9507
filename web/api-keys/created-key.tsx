import Alert, { type AlertProps } from '@cloudscape-design/components/alert'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useEffect, useRef } from 'react'

import { useApiUrl } from '../api/api-context.ts'
import type { CreatedApiKey } from '../api/views.ts'
import { CodeBlock } from '../shared/code-block.tsx'
import { UnsavedChanges } from '../shared/unsaved-changes.tsx'
import { useText } from '../text/use-text.ts'

/** The new key, which is shown only here, and a request with it. */
export function CreatedKey({ created: { key } }: { created: CreatedApiKey }) {
  const { apiKeys: text } = useText()
  const apiUrl = useApiUrl()
  const alert = useRef<AlertProps.Ref>(null)
  const isShown = useRef(true)
  useEffect(() => alert.current?.focus(), []) // the button that had the focus is gone
  return (
    <SpaceBetween size="l">
      <UnsavedChanges
        isDirty={() => isShown.current}
        markClean={() => {
          isShown.current = false
        }}
        texts={{ title: text.loseKey, explained: text.copyNowExplained }}
      />
      <Alert ref={alert} type="warning" header={text.copyNow}>
        {text.copyNowExplained}
      </Alert>
      <FormField stretch label={text.key}>
        <CodeBlock name={text.key} text={key} />
      </FormField>
      <FormField stretch label={text.tryIt} description={text.tryItExplained}>
        <CodeBlock
          name={text.tryIt}
          text={`curl '${apiUrl}/me' -H 'Authorization: Bearer ${key}'`}
        />
      </FormField>
    </SpaceBetween>
  )
}
