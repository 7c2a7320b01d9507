import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useText } from '../text/use-text.ts'
import { formatJson } from './format-json.ts'

type Props = { name: string; text: string }

/** Text in a monospace font, with JSON formatted. */
export function CodeBlock({ name, text }: Props) {
  const { common } = useText()
  return (
    <SpaceBetween size="xxs">
      {/* A scrollable block must be reachable by keyboard. */}
      <pre className="verbatim verbatim-block" tabIndex={0} role="region" aria-label={name}>
        {formatJson(text)}
      </pre>
      <CopyToClipboard
        variant="button"
        copyButtonText={common.copy}
        copyButtonAriaLabel={`${common.copy} ${name}`}
        copySuccessText={common.copied}
        copyErrorText={common.notCopied}
        textToCopy={text}
      />
    </SpaceBetween>
  )
}
