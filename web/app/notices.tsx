import Button from '@cloudscape-design/components/button'
import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar'
import { useQueryClient } from '@tanstack/react-query'

import { connection } from '../api/connection.ts'
import { useStore } from '../common/store.ts'
import { dismiss, notices } from '../shared/notify.ts'
import { useText } from '../text/use-text.ts'

/** Messages above every screen: a lost connection first, then the latest notices. */
export function Notices() {
  const { common } = useText()
  const offline = useOfflineNotice()
  const shown = useStore(notices).map<FlashbarProps.MessageDefinition>(({ id, type, content }) => ({
    id,
    type,
    content: <span className="unspaced">{content}</span>,
    dismissible: true,
    dismissLabel: common.dismiss,
    onDismiss: () => {
      dismiss(id)
    },
    ariaRole: type === 'error' ? 'alert' : 'status',
  }))
  return <Flashbar items={[...offline, ...shown]} />
}

function useOfflineNotice(): FlashbarProps.MessageDefinition[] {
  const { common, errors } = useText()
  const queries = useQueryClient()
  if (useStore(connection) === 'online') return []
  return [
    {
      id: 'connection',
      type: 'error',
      header: errors.offline,
      content: errors.offlineExplained,
      ariaRole: 'alert',
      action: (
        <Button onClick={() => void queries.refetchQueries({ type: 'active' })}>
          {common.tryAgain}
        </Button>
      ),
    },
  ]
}
