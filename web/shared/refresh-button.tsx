import Button from '@cloudscape-design/components/button'

import { useText } from '../text/use-text.ts'

export function RefreshButton({ list }: { list: { refetch: () => Promise<unknown> } }) {
  const { common } = useText()
  return (
    <Button iconName="refresh" ariaLabel={common.refresh} onClick={() => void list.refetch()} />
  )
}
