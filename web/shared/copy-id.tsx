import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'

import { useText } from '../text/use-text.ts'

/** An id with a copy button; `name` is its label. */
export function CopyId({ name, value }: { name: string; value: string }) {
  const { common } = useText()
  return (
    <CopyToClipboard
      variant="inline"
      copyButtonAriaLabel={`${common.copy} ${name}`}
      copySuccessText={common.copied}
      copyErrorText={common.notCopied}
      textToCopy={value}
      textToDisplay={value}
    />
  )
}
