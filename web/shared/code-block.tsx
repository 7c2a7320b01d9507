import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useText } from '../text/use-text.ts'
import { inLines } from './format-json.ts'

type Props = { name: string; text: string }

/** What a machine wrote, as it wrote it; JSON with its lines broken. */
export function Verbatim({ name, text }: Props) {
  const { common } = useText()
  return (
    <SpaceBetween size="xxs">
      {/* A block that scrolls has to be within a keyboard's reach. */}
      <pre className="verbatim verbatim-block" tabIndex={0} role="region" aria-label={name}>
        {inLines(text)}
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
