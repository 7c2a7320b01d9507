import Tabs from '@cloudscape-design/components/tabs'

import { CodeBlock } from '../../shared/code-block.tsx'
import { useText } from '../../text/use-text.ts'
import { snippets } from './snippets.ts'

/** Stands for the secret until it is revealed. */
const placeholder = 'whsec_…'

/** The code that verifies requests, in the language of the receiver. */
export function VerificationCode({ secret = placeholder }: { secret?: string | undefined }) {
  const { receiver: text } = useText()
  return (
    <Tabs
      ariaLabel={text.languages}
      tabs={Object.entries(snippets).map(([id, { name, codeWith }]) => ({
        id,
        label: name,
        content: <CodeBlock name={text.codeIn(name)} text={codeWith(secret)} />,
      }))}
    />
  )
}
