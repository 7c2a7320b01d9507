import Box from '@cloudscape-design/components/box'

import { useText } from '../text/use-text.ts'

type Props = { masked: readonly string[] | undefined }

/** Where the content of an event had card data; nothing if it had none. */
export function MaskedPaths({ masked }: Props) {
  const { common } = useText()
  if (masked === undefined) return null
  return (
    <Box color="text-body-secondary">
      {common.masked} <span className="verbatim">{masked.join(', ')}</span>
    </Box>
  )
}
