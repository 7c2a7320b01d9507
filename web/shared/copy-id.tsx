import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'

import { useText } from '../text/use-text.ts'

/** Something that a machine made, to be read and copied. `name` says what it is. */
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
